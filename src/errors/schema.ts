import { entry } from './entry.ts';

/** Of schema: what `schemas/vN.ts` says. */
export const schemaErrors = {
  SCHEMA_BAD_VERSION: entry<{ value: unknown }>({
    exit: 'failed',
    message: (d) => `the schema version ${shown(d.value)} is not an integer from 1 up`,
    example: { value: '3' },
    cause: 'The version of a schema is the major version of the application.',
    cure: 'Write `schema(3, {…})`.',
  }),
  SCHEMA_BAD_DECLARATION: entry<{ where: string; value: unknown; wanted: string }>({
    exit: 'failed',
    message: (d) => `${d.where}: ${shown(d.value)} is not ${d.wanted}`,
    example: { where: 'city.name', value: 'text(100)', wanted: 'a column such as text()' },
    cause: 'Something else stands where a table, a column, a list or an option of one is expected.',
    cure: 'Write what the message asks for.',
  }),
  SCHEMA_EMPTY: entry<{ where: string; lacks: string }>({
    exit: 'failed',
    message: (d) => `${d.where} has no ${d.lacks}`,
    example: { where: 'table city', lacks: 'stored column' },
    cause: 'A schema needs a table, and a table a column that is not generated.',
    cure: 'Add one, or leave the empty thing out.',
  }),
  SCHEMA_BAD_NAME: entry<{ where: string; name: unknown; reason: string }>({
    exit: 'failed',
    message: (d) => `${d.where}: the name ${shown(d.name)} ${d.reason}`,
    example: { where: 'schema 3, table', name: 'ntom_city', reason: 'is reserved for ntom' },
    cause: 'Not every engine can keep such a name, or the name is taken by an engine or by ntom.',
    cure: 'Choose another name of 1 to 64 characters.',
  }),
  SCHEMA_DUPLICATE_NAME: entry<{ where: string; what: string; name: string; other: string }>({
    exit: 'failed',
    message: (d) => `${d.where}: the ${d.what} "${d.name}" has the name of the ${d.other}`,
    example: { where: 'table city', what: 'column', name: 'Name', other: 'column "name"' },
    cause:
      'Engines do not tell names apart that differ in upper and lower case only. Tables, views, unique keys and indexes share their names.',
    cure: 'Rename one of them. A key or condition gets a name of its own as `{ name, columns }` or `{ name, expression }`.',
  }),
  SCHEMA_UNKNOWN_OPTION: entry<{ where: string; option: string; nearest: string | null; known: readonly string[] }>({
    exit: 'failed',
    message: (d) =>
      `${d.where}: there is no option "${d.option}"; ${d.nearest === null ? `there are: ${d.known.join(', ')}` : `is "${d.nearest}" meant?`}`,
    example: {
      where: 'table city',
      option: 'uniqe',
      nearest: 'unique',
      known: ['primaryKey', 'unique', 'index', 'check', 'foreignKeys', 'attributes'],
    },
    cause: 'An option that is not known would have no effect.',
    cure: 'Correct the name of the option or remove it.',
  }),
  SCHEMA_BAD_SQL: entry<{ where: string; reason: string }>({
    exit: 'failed',
    message: (d) => `${d.where}: the SQL ${d.reason}`,
    example: { where: 'view city_of_country', reason: 'is for no engine' },
    cause: 'SQL is one text for every engine, or an object with a text for each engine that is used.',
    cure: 'Write the SQL, or remove what needs it.',
  }),
  SCHEMA_BAD_TYPE: entry<{ where: string; type: string; reason: string }>({
    exit: 'failed',
    message: (d) => `${d.where}: ${d.type} is not possible: ${d.reason}`,
    example: { where: 'city.latitude', type: 'decimal', reason: 'its scale 5 is greater than its precision 3' },
    cause: 'Not every engine has such a type.',
    cure: 'Stay within: decimal precision 1 to 65 and scale 0 to 30, length from 1, fraction 0 to 6 digits, distinct values.',
  }),
  SCHEMA_BAD_REFINEMENT: entry<{ where: string; value: unknown }>({
    exit: 'failed',
    message: (d) => `${d.where}: the refinement ${shown(d.value)} is not a zod 4 schema`,
    example: { where: 'city.name', value: 100 },
    cause: 'The last argument of a column is a zod schema, as in `text(120, z.string().min(1))`.',
    cure: 'Pass a schema made by zod 4, or nothing.',
  }),
  SCHEMA_REFINEMENT_CHANGES: entry<{ table: string; column: string }>({
    exit: 'failed',
    message: (d) => `${d.table}.${d.column}: the refinement changes the value it checks`,
    example: { table: 'city', column: 'name' },
    cause:
      'The zod schema of the column transforms, trims, coerces or fills in. What is not in the source must not get into an extract unseen.',
    cure: 'Let the refinement check only. Change values in the pipeline: in its SQL or its `.map`.',
  }),
  SCHEMA_REFINEMENT_FAILED: entry<{ table: string; column: string; reason: string }>({
    exit: 'failed',
    message: (d) =>
      `${d.table}.${d.column}: the refinement threw instead of accepting or refusing a value: ${d.reason}`,
    example: {
      table: 'city',
      column: 'name',
      reason: 'Encountered Promise during synchronous parse. Use .parseAsync() instead.',
    },
    cause: 'The zod schema of the column is asynchronous, or a function in it threw.',
    cure: 'Make the refinement synchronous, and let it return false for a value that it refuses.',
  }),
  SCHEMA_BAD_COLLATION: entry<{ where: string; reason: string }>({
    exit: 'failed',
    message: (d) => `${d.where}: the collation ${d.reason}`,
    example: { where: 'city.population', reason: 'is for a column of type int, which is no text' },
    cause: 'A collation is named as the engine names it, and only text() and enumeration() have one.',
    cure: 'Correct the name, or leave collation() out: text is then compared by its bytes.',
  }),
  SCHEMA_BAD_KEY: entry<{ table: string; key: string; reason: string }>({
    exit: 'failed',
    message: (d) => `table ${d.table}: ${d.key} ${d.reason}`,
    example: {
      table: 'city',
      key: 'the index city_slug_idx',
      reason: 'names the column "slug", which the table does not have',
    },
    cause:
      'Keys and indexes name columns of their own table, each once. A primary key has no nullable and no generated column.',
    cure: 'Correct the columns of the key.',
  }),
  SCHEMA_BAD_AUTO_INCREMENT: entry<{ table: string; column: string; problem: string }>({
    exit: 'failed',
    message: (d) => `${d.table}.${d.column}: autoIncrement() is not possible, for the column ${d.problem}`,
    example: { table: 'country', column: 'code', problem: 'is of type text, not int or bigint' },
    cause: 'Only an int or bigint column that is the whole primary key can be numbered by every engine.',
    cure: 'Remove autoIncrement(), or make the column the primary key.',
  }),
  SCHEMA_BAD_DEFAULT: entry<{ where: string; reason: string }>({
    exit: 'failed',
    message: (d) => `${d.where}: the default ${d.reason}`,
    example: { where: 'city.population', reason: 'is of type string, not number' },
    cause: "A default is a value that the column's own type and refinement accept.",
    cure: 'Correct or remove the default.',
  }),
  SCHEMA_BAD_PRIVACY: entry<{ where: string; reason: string }>({
    exit: 'failed',
    message: (d) => `${d.where} ${d.reason}`,
    example: {
      where: 'person.email',
      reason: "has pii('emial'), which is no kind and no function; is 'email' meant?",
    },
    cause:
      'A column has one mark at most: `.pii(…)` with a kind that ntom can mask in this type, or a function, or `.public()`.',
    cure: 'Correct the mark, or write a function: `.pii((value, random) => …)`.',
  }),
  SCHEMA_BAD_LEFT_OUT: entry<{ name: string; problem: string }>({
    exit: 'failed',
    message: (d) => `leftOut names ${d.name}, which ${d.problem}`,
    example: { name: 'city.shape', problem: 'has no reason' },
    cause: '`leftOut` names what a database has and the schema has not, and says why.',
    cure: 'Write the reason, or take the line out.',
  }),
  SCHEMA_BAD_REFERENCE: entry<{ table: string; columns: readonly string[]; reason: string }>({
    exit: 'failed',
    message: (d) => `${d.table}.${d.columns.join(', ')} refers to ${d.reason}`,
    example: {
      table: 'city',
      columns: ['country_code'],
      reason: 'table "contry", which is not there; is "country" meant?',
    },
    cause: 'A foreign key refers to all columns of a primary or unique key, of the same types.',
    cure: 'Correct the reference, or declare the key that it needs in the parent.',
  }),
};

/** A wrong value in a message: short, and texts in quotes. */
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 80 ? `${value.slice(0, 79)}…` : value);
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return typeof value === 'function' ? 'a function' : String(value);
}
