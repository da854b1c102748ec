import type { ErrorEntry } from './catalog.ts';

/** `1, 2, 3`; `none` when there are none. */
function listed(names: readonly (string | number)[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** Of the project folder, its files, and the command line. */
export const projectErrors = {
  USAGE_WRONG: {
    exit: 'usage',
    message: (d: { problem: string }) => d.problem,
    cause:
      'The command line names a command, an option or a value that does not exist, or leaves out one that is needed.',
    cure: 'Read the help of the command: `ntom <command> --help`.',
  },
  INTERRUPTED: {
    exit: 'interrupted',
    message: (d: { what: string }) => `${d.what} was interrupted`,
    cause: 'Ctrl-C, a termination signal, or a closed output ended the run. Nothing half-made has a final name.',
    cure: 'Run the same command again.',
  },
  PROJECT_NOT_FOUND: {
    exit: 'usage',
    message: (d: { directory: string; upward: boolean }) =>
      `no ntom.config.ts in ${d.directory}${d.upward ? ' or in a folder above it' : ''}`,
    cause: 'A project is the folder that holds `ntom.config.ts`. The command ran somewhere else.',
    cure: 'Go to the project, or name it with `--project DIR`.',
  },
  CONFIG_WRONG: {
    exit: 'failed',
    message: (d: { problems: readonly string[] }) => `the configuration is wrong: ${d.problems.join('; ')}`,
    cause: 'A key of `ntom.config.ts` is unknown, missing or of the wrong type.',
    cure: 'Correct it. The keys are `app`, `database` and `extracts`.',
  },
  MODULE_NOT_LOADED: {
    exit: 'failed',
    message: (d: { file: string; where: string | null; reason: string }) =>
      `${d.file} cannot be loaded: ${d.reason}${d.where === null ? '' : `, at ${d.where}`}`,
    cause: 'The file has a syntax error, imports something that is not there, or throws while it is imported.',
    cure: 'Correct the file at the place that the message names.',
  },
  MODULE_NO_DEFAULT: {
    exit: 'failed',
    message: (d: { file: string; expected: string; exports: readonly string[] }) =>
      `${d.file} has no default export; expected ${d.expected} (its exports: ${listed(d.exports)})`,
    cause: 'ntom takes the default export of the configuration, of a schema file and of a pipeline file.',
    cure: 'Write `export default` before the definition.',
  },
  MODULE_WRONG_DEFAULT: {
    exit: 'failed',
    message: (d: { file: string; expected: string; found: string }) =>
      `the default export of ${d.file} is ${d.found}; expected ${d.expected}`,
    cause: 'The file exports something else than what its name promises.',
    cure: 'Export the result of `config(…)`, `schema(…)` or `pipeline(…)`.',
  },
  SCHEMA_NOT_FOUND: {
    exit: 'failed',
    message: (d: { version: number; versions: readonly number[] }) =>
      `there is no schemas/v${d.version}.ts; schemas there are: ${listed(d.versions)}`,
    cause: 'The schema of that version has not been written, or the command names another version than was meant.',
    cure: 'Write the file, or name a version that exists.',
  },
  SCHEMA_MISNAMED: {
    exit: 'failed',
    message: (d: { file: string; declared: number }) => `${d.file} declares schema ${d.declared}`,
    cause: 'The number in `schema(N, …)` and the one in the name of the file differ.',
    cure: 'Make them equal.',
  },
  PIPELINE_NOT_FOUND: {
    exit: 'failed',
    message: (d: { name: string; names: readonly string[] }) =>
      `there is no pipelines/${d.name}.ts; pipelines there are: ${listed(d.names)}`,
    cause: 'The pipeline has not been written, or the command names another one than was meant.',
    cure: 'Write the file, or name a pipeline that exists.',
  },
  PIPELINE_MISNAMED: {
    exit: 'failed',
    message: (d: { file: string; declared: string }) => `${d.file} declares pipeline ${d.declared}`,
    cause: 'The schemas given to `pipeline(…)` are of other versions than the name of the file says.',
    cure: 'Import the right schemas, or rename the file.',
  },
  MIGRATION_NO_PATH: {
    exit: 'failed',
    message: (d: { from: number; to: number; names: readonly string[] }) =>
      `no pipelines lead from schema ${d.from} to schema ${d.to}; pipelines there are: ${listed(d.names)}`,
    cause: 'A migration is a chain of pipelines, each beginning where the one before it ends.',
    cure: 'Write the pipeline that is missing.',
  },
  MIGRATION_TARGET_EXISTS: {
    exit: 'failed',
    message: (d: { database: string; pipeline: string }) =>
      `migrate would have to build ${d.database} by ${d.pipeline}, but it exists`,
    cause: 'The way leads through a version whose database is there already. It may hold data that nothing else holds.',
    cure: 'Run the two phases yourself, with `--replace` if that database is to go.',
  },
  DATABASE_NONE: {
    exit: 'failed',
    message: (d: { app: string; place: string }) => `no database of ${d.app} at ${d.place}`,
    cause: 'Nothing at that place has the name of the application with a version: `app_v3`.',
    cure: 'Create an empty database, or name the right place in `ntom.config.ts`.',
  },
  APP_NAME_WRONG: {
    exit: 'failed',
    message: (d: { app: unknown }) =>
      `${quoted(d.app)} cannot be the name of an application: it takes letters, digits and _, begins with a letter, and has no version`,
    cause: 'The name becomes part of the names of files and databases.',
    cure: 'Use a name like `app` or `web_shop`, of at most 40 characters.',
  },
  APP_VERSION_WRONG: {
    exit: 'failed',
    message: (d: { version: unknown }) => `${quoted(d.version)} is not a schema version: a whole number from 1`,
    cause: 'A schema version is the major number of a release.',
    cure: 'Give a whole number.',
  },
  APP_RELEASE_WRONG: {
    exit: 'failed',
    message: (d: { release: unknown }) => `${quoted(d.release)} is not a release such as "3.1" or "3.1.4"`,
    cause: 'The schema version is read from the major number of a release.',
    cure: 'Give `major.minor`, as text.',
  },
  APP_SCHEMA_DIFFERS: {
    exit: 'failed',
    message: (d: { needed: number; found: number }) =>
      `this release needs schema ${d.needed}, but the database has schema ${d.found}; run: ${migrateCommand(d)}`,
    cause: 'The application was started on the database of another schema version.',
    cure: 'Migrate the data, or connect the application to the database of its own version.',
  },
  APP_SCHEMA_ALTERED: {
    exit: 'failed',
    message: (d: { schema: number; needed: string; found: string }) =>
      `the database was made from another schema ${d.schema} (${short(d.found)}) than this release has (${short(d.needed)}); run: ntom status`,
    cause: 'The schema file was changed after the database had been made, without a new version number.',
    cure: 'Give the changed schema a version of its own, or build the database again from an extract.',
  },
  APP_SCHEMA_UNKNOWN: {
    exit: 'failed',
    message: (d: { needed: number; reason: string }) =>
      `this release needs schema ${d.needed}, but the database does not say which it has: ${d.reason}; run: ntom status`,
    cause: 'ntom did not make this database: it has no table `ntom_schema` with one row.',
    cure: 'Connect the application to a database that ntom loaded or created.',
  },
  APP_DATABASE_NOT_UNDERSTOOD: {
    exit: 'failed',
    message: (d: { found: string }) => `the database given to assertSchema is ${d.found}`,
    cause:
      'assertSchema takes a connection with a synchronous `prepare(sql).get()`, or a function from SQL to one row.',
    cure: 'Give a function: `assertSchema(async (sql) => firstRowOf(sql), v3)`.',
  },
} satisfies Record<string, ErrorEntry>;

function short(fingerprint: string): string {
  return fingerprint.slice(0, 12);
}

function migrateCommand(d: { needed: number; found: number }): string {
  return d.found < d.needed ? `ntom migrate --to ${d.needed}` : `ntom url ${d.needed}`;
}
