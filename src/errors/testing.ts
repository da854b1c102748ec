import { entry } from './entry.ts';
import { listed } from './listed.ts';

/** Of the helpers for unit tests. */
export const testingErrors = {
  FIXTURE_MISSING: entry<{ fixture: string; schema: number; name: string; names: readonly string[] }>({
    exit: 'failed',
    message: (d) =>
      `there is no fixture ${d.fixture}; fixtures of schema ${d.schema} there are: ${listed(d.names)}; ntom fixture ${d.schema} --name ${d.name} makes it`,
    example: { fixture: 'test/fixtures/v3/small', schema: 3, name: 'small', names: ['edge-cases'] },
    cause: 'A test asks for a fixture that nobody has made, or that is not committed, or by another name.',
    cure: 'Make it by the command that the message names, and commit it; or name one that exists.',
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
