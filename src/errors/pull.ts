import { entry } from './entry.ts';

/** Of `pull`: what there is to say of a database that was described. */
export const pullErrors = {
  PULL_NOT_EXPRESSED: entry<{ what: string; reason: string }>({
    exit: 'findings',
    message: (d) => `${d.what} is not in the schema: ${d.reason}`,
    example: { what: 'table city_search', reason: 'it is virtual' },
    cause: 'The database has something that a schema cannot say. A comment stands in the file where it would be.',
    cure: 'See whether the new database can do without it. A table or a column is left behind once `leftOut` of the schema names it with the reason; the rest can be made in `statements`, or by hand.',
  }),
  PULL_DATA_DIFFERS: entry<{ where: string; declared: string; seen: string; taken: string }>({
    exit: 'done',
    message: (d) => `${d.where} is declared ${d.declared}, but holds ${d.seen}: taken as ${d.taken}`,
    example: { where: 'city.founded', declared: 'DATETIME', seen: '120 integers such as 1714521600', taken: 'int()' },
    cause: 'The engine lets a column hold other values than its declaration says, so the data decided.',
    cure: 'Look whether the type is what your application means, and change it in the file if not.',
  }),
  PULL_RENAMED: entry<{ what: string; name: string; taken: string; reason: string }>({
    exit: 'done',
    message: (d) => `the ${d.what} "${d.name}" is called "${d.taken}" in the schema: ${d.reason}`,
    example: { what: 'index of city', name: 'name', taken: 'city_name_index', reason: 'a view has that name' },
    cause: 'Names of keys, checks and references that one engine keeps apart have to differ in a schema.',
    cure: 'Nothing, unless your application names it. Then give it another name of its own in the file.',
  }),
  PULL_REORDERED: entry<{ what: string; names: readonly string[] }>({
    exit: 'done',
    message: (d) => `${d.what} come first in the schema since their names are whole numbers: ${d.names.join(', ')}`,
    example: { what: 'columns of sales', names: ['2023', '2024'] },
    cause: 'A schema file is JavaScript, where such keys of an object come first, whatever their place.',
    cure: 'Nothing, unless your application relies on the order of columns.',
  }),
  PULL_INCOMPLETE: entry<{ file: string; things: number }>({
    exit: 'findings',
    message: (d) =>
      `${d.file} does not say all of the database: ${d.things} ${d.things === 1 ? 'thing is' : 'things are'} left out`,
    example: { file: 'schemas/v1.ts', things: 2 },
    cause: 'The database has something that a schema cannot say. The findings above name each.',
    cure: 'Read the comments in the file and decide for each.',
  }),
  PULL_WITHOUT_TABLES: entry<{ database: string; leftOut: number }>({
    exit: 'failed',
    message: (d) =>
      d.leftOut === 0
        ? `${d.database} has no table: there is nothing to pull`
        : `${d.database} has no table that a schema can say: ${d.leftOut === 1 ? 'the only one is' : `all ${d.leftOut} are`} left out`,
    example: { database: 'app_v1.db', leftOut: 0 },
    cause: 'A schema has at least one table. The database is empty, or it is not the one that was meant.',
    cure: 'Look with `ntom url N` which database it is, and name another place with --from, or another database with `names` in ntom.config.ts.',
  }),
  SCHEMA_FILE_EXISTS: entry<{ file: string; database: string }>({
    exit: 'failed',
    message: (d) => `${d.file} exists and does not say what ${d.database} is`,
    example: { file: 'schemas/v1.ts', database: 'app_v1.db' },
    cause:
      'pull writes a schema file, and overwrites none. The one that is there was written for something else, or edited.',
    cure: 'Compare them (`ntom pull N --print`), or let the file be replaced: `ntom pull N --replace`.',
  }),
};
