import { entry } from './entry.ts';

/** Of `fixture`. */
export const fixtureErrors = {
  FIXTURE_TABLE_UNKNOWN: entry<{ table: string; schema: number; known: readonly string[] }>({
    exit: 'usage',
    message: (d) => `schema ${d.schema} has no table ${d.table}; its tables are ${d.known.join(', ')}`,
    example: { table: 'cities', schema: 3, known: ['country', 'city', 'country_total'] },
    cause: '`--where` and `--with-children` name tables of the schema that the fixture is of.',
    cure: 'Correct the name: the message lists the tables there are.',
  }),
  FIXTURE_CONDITION_REFUSED: entry<{ table: string; condition: string; reason: string }>({
    exit: 'usage',
    message: (d) => `the database does not take the condition for ${d.table}, ${d.condition}: ${d.reason}`,
    example: { table: 'city', condition: 'county = 1', reason: 'no such column: county' },
    cause:
      'The condition of `--where` is SQL of the database that is read. An extract is read as a database in a file.',
    cure: 'Correct it: columns of that table, texts in single quotes, as in --where "city: country_code = \'FR\'".',
  }),
};
