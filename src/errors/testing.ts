import { entry } from './entry.ts';
import { listed } from './listed.ts';

/** Of the helpers for unit tests. */
export const testingErrors = {
  FIXTURE_MISSING: entry<{
    fixture: string;
    schema: number;
    name: string;
    names: readonly string[];
    nearest: string | null;
  }>({
    exit: 'failed',
    message: (d) =>
      `there is no fixture ${d.fixture}; ` +
      (d.nearest === null
        ? `fixtures of schema ${d.schema} there are: ${listed(d.names)}; ntom fixture ${d.schema} --name ${d.name} makes it`
        : `is ${d.nearest} meant? Fixtures of schema ${d.schema} there are: ${listed(d.names)}`),
    example: {
      fixture: 'test/fixtures/v3/smal',
      schema: 3,
      name: 'smal',
      names: ['edge-cases', 'small'],
      nearest: 'small',
    },
    cause: 'A test asks for a fixture that nobody has made, or that is not committed, or by another name.',
    cure: 'Name one that exists; or make it, with `ntom fixture`, and commit it.',
  }),
  FIXTURE_ALTERED: entry<{ fixture: string; schema: number; name: string; reason: string; isPart: boolean }>({
    exit: 'failed',
    message: (d) =>
      `${d.fixture} is not as it was made: ${d.reason}; ` +
      `${d.isPart ? `if rows were edited, ntom seal ${d.schema} --in ${d.fixture} accepts them; ` : ''}` +
      `ntom fixture ${d.schema} --name ${d.name} makes it again`,
    example: {
      fixture: 'test/fixtures/v3/small',
      schema: 3,
      name: 'small',
      reason: 'part city.jsonl was altered: its size is 2351 bytes, the manifest says 2347 bytes',
      isPart: true,
    },
    cause:
      'A file of the fixture was edited, cut, or written in another way: by a formatter, by a merge, or by git with other line endings.',
    cure: 'Seal the fixture if the change was meant: every row and key is checked. If it was not, restore the files, and keep formatters and line endings away from them.',
  }),
  FIXTURE_UNREADABLE: entry<{ reason: string }>({
    exit: 'failed',
    message: (d) => `the database of the fixture cannot be read now: ${d.reason}`,
    example: { reason: 'a transaction is open' },
    cause:
      '`runPipeline` copies the database that a test has of a fixture. What is not committed would not be in the copy; and none can ' +
      'be made while a query goes on, or after it was disposed of.',
    cure: 'Commit, end the query, or run the pipeline before.',
  }),
  TEST_ROW_REFUSED: entry<{ table: string; row: number; key: string; reason: string }>({
    exit: 'failed',
    message: (d) =>
      `row ${d.row} that the test gives for table ${d.table}${d.key === '' ? '' : ` (${d.key})`} cannot be in it: ${d.reason}`,
    example: { table: 'city', row: 2, key: 'id 7', reason: 'population: Too small: expected number to be >=0' },
    cause: 'A row that a test gives to `runPipeline` is none of the table of schema N: no database could hold it.',
    cure: 'Correct the row. Of a table that is named, rows have all stored columns.',
  }),
};
