import { entry } from './entry.ts';

/** Of `fixture`. */
export const fixtureErrors = {
  FIXTURE_CONDITION_REFUSED: entry<{ table: string; condition: string; reason: string }>({
    exit: 'usage',
    message: (d) => `the database does not take the condition for ${d.table}, ${d.condition}: ${d.reason}`,
    example: { table: 'city', condition: 'county = 1', reason: 'no such column: county' },
    cause:
      'The condition of `--where` is SQL of the database that is read. An extract is read as a database in a file.',
    cure: 'Correct it: columns of that table, texts in single quotes, as in --where "city: country_code = \'FR\'".',
  }),
  FIXTURE_KEY_GENERATED: entry<{ table: string; columns: readonly string[]; parent: string }>({
    exit: 'failed',
    message: (d) =>
      `rows of ${d.table} cannot be taken with those of ${d.parent} that they refer to by ${d.columns.join(', ')}: the key has a generated column`,
    example: { table: 'street', columns: ['town_code'], parent: 'town' },
    cause: 'The database computes what such a row refers to, and would refuse it without its parent.',
    cure: 'Name other tables with `--where`: with it only their rows are taken, and those that they refer to.',
  }),
  FIXTURE_ROWS_REJECTED: entry<{
    fixture: string;
    schema: number;
    tables: Readonly<Record<string, number>>;
    first: string;
  }>({
    exit: 'findings',
    message: (d) =>
      `schema ${d.schema} does not take rows that ${d.fixture} becomes ` +
      `(${Object.entries(d.tables)
        .map(([table, rows]) => `${table} ${rows}`)
        .join(', ')}), the first: ${d.first}`,
    example: {
      fixture: 'test/fixtures/v2/small',
      schema: 3,
      tables: { city: 2 },
      first: 'city {"id":137}: name: has 61 characters, at most 60',
    },
    cause:
      'The pipeline makes rows of the fixture that do not fit schema M, repeat a key, or have no parent. It would reject such rows of a database too.',
    cure: 'Correct the query, the map or the schema. `runPipeline` of `ntom/testing` gives every such row with its reasons.',
  }),
  FIXTURE_LOOKS_PERSONAL: entry<{
    schema: number;
    columns: readonly { table: string; column: string; reason: string; kind: string | null }[];
  }>({
    exit: 'findings',
    message: (d) =>
      `columns of schemas/v${d.schema}.ts look personal and are not marked: ${d.columns.map(markable).join('; ')}`,
    example: {
      schema: 3,
      columns: [{ table: 'person', column: 'mail', reason: 'is named like "mail"', kind: 'email' }],
    },
    cause:
      'A fixture is read by many and kept for long: nobody is to find a real address in it because a mark was forgotten.',
    cure: "Mark each in `schemas/vN.ts`: `.pii('email')` to mask it, `.public()` if it is not personal. Marks change no fingerprint.",
  }),
  FIXTURE_NOT_MADE_UP: entry<{ schema: number; table: string; columns: readonly string[]; rule: string }>({
    exit: 'findings',
    message: (d) =>
      `no row of ${d.table} of schema ${d.schema} can be made up` +
      `${d.columns.length === 0 ? '' : ` (${d.columns.join(', ')})`}: ${d.rule}`,
    example: {
      schema: 3,
      table: 'invoice',
      columns: ['net', 'tax', 'total'],
      rule: 'check invoice_check_1, total = net + tax',
    },
    cause:
      'All rows that `--generate` tried break a rule of the schema; the message names the one that most of them broke. A rule may be one that no row keeps, or one that is not met by chance.',
    cure: 'Take rows of a database, without `--generate`; or write them with your application into one that `ntom create` makes. A rule that zod has a method for is met at once: `z.string().regex(…)` rather than `.refine(…)`.',
  }),
  FIXTURE_UNMASKED: entry<{ extract: string; columns: readonly string[] }>({
    exit: 'findings',
    message: (d) => `${d.extract} has personal data that is not masked as its schema says: ${d.columns.join(', ')}`,
    example: { extract: 'test/fixtures/v3/small', columns: ['person.mail'] },
    cause: 'The fixture was made with `--no-mask`, or before its columns were marked.',
    cure: 'Make it again with `ntom fixture`. What was committed once stays in the history of the repository.',
  }),
};

function markable(d: { table: string; column: string; reason: string; kind: string | null }): string {
  return `${d.table}.${d.column} ${d.reason}${d.kind === null ? '' : `: .pii('${d.kind}')`}`;
}
