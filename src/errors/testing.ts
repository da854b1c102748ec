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
  TEST_ROW_REFUSED: entry<{ table: string; row: number; key: string; reason: string }>({
    exit: 'failed',
    message: (d) =>
      `row ${d.row} that the test gives for table ${d.table}${d.key === '' ? '' : ` (${d.key})`} cannot be in it: ${d.reason}`,
    example: { table: 'city', row: 2, key: 'id 7', reason: 'population: Too small: expected number to be >=0' },
    cause: 'A row that a test gives to `runPipeline` is none of the table of schema N: no database could hold it.',
    cure: 'Correct the row. Of a table that is named, rows have all stored columns.',
  }),
};
