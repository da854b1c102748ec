import { entry } from './entry.ts';
import { listed } from './listed.ts';

/** Of the project folder and its files. */
export const projectErrors = {
  PROJECT_NOT_FOUND: entry<{ directory: string; upward: boolean }>({
    exit: 'usage',
    message: (d) => `no ntom.config.ts in ${d.directory}${d.upward ? ' or in a folder above it' : ''}`,
    example: { directory: '/srv/shop', upward: true },
    cause: 'A project is the folder that holds `ntom.config.ts`. The command ran somewhere else.',
    cure: 'Go to the project, or name it with `--project DIR`. `ntom init` makes a project of a folder.',
  }),
  CONFIG_WRONG: entry<{ problems: readonly string[] }>({
    exit: 'failed',
    message: (d) => `the configuration is wrong: ${d.problems.join('; ')}`,
    example: {
      problems: ['unknown key databse; did you mean database?', 'database has to be text that is not empty'],
    },
    cause: 'A key of `ntom.config.ts` is unknown, missing or of the wrong type.',
    cure: 'Correct it. The keys are `app`, `database`, `extracts`, `imports` and `names`.',
  }),
  MODULE_NOT_LOADED: entry<{ file: string; where: string | null; reason: string }>({
    exit: 'failed',
    message: (d) => `${d.file} cannot be loaded: ${d.reason}${d.where === null ? '' : `, at ${d.where}`}`,
    example: {
      file: 'pipelines/2to3.ts',
      where: 'pipelines/2to3.ts:12:5',
      reason: 'Expected ")" but found "city"',
    },
    cause: 'The file has a syntax error, imports something that is not there, or throws while it is imported.',
    cure: 'Correct the file at the place that the message names.',
  }),
  MODULE_NO_DEFAULT: entry<{ file: string; expected: string; exports: readonly string[] }>({
    exit: 'failed',
    message: (d) => `${d.file} has no default export; expected ${d.expected} (its exports: ${listed(d.exports)})`,
    example: { file: 'schemas/v3.ts', expected: 'schema(3, { … })', exports: ['v3'] },
    cause: 'ntom takes the default export of the configuration, of a schema file and of a pipeline file.',
    cure: 'Write `export default` before the definition.',
  }),
  MODULE_WRONG_DEFAULT: entry<{ file: string; expected: string; found: string }>({
    exit: 'failed',
    message: (d) => `the default export of ${d.file} is ${d.found}; expected ${d.expected}`,
    example: { file: 'schemas/v3.ts', expected: 'schema(3, { … })', found: 'an object with country, city' },
    cause: 'The file exports something else than what its name promises.',
    cure: 'Export the result of `config(…)`, `schema(…)` or `pipeline(…)`.',
  }),
  FILES_CHANGED: entry<{ file: string }>({
    exit: 'failed',
    message: (d) => `${d.file}, or a file that it imports, changed while the run began`,
    example: { file: 'pipelines/2to3.ts' },
    cause: 'Each thread loads schemas and pipelines itself, and one of them would have worked by others than the rest.',
    cure: 'Run the command again when the files are as they are to be.',
  }),
  SCHEMAS_LOCKED: entry<{ holder: string }>({
    exit: 'failed',
    message: (d) => `schemas and pipelines are being written by ${d.holder}`,
    example: { holder: 'process 4711 (new 2to3), since 2026-07-01T09:30:00.000Z' },
    cause: 'Another run of ntom writes files of this project. Its lock goes when it ends, however it ends.',
    cure: 'Run the command again: writing them takes seconds.',
  }),
  SCHEMA_NOT_FOUND: entry<{ version: number; versions: readonly number[] }>({
    exit: 'failed',
    message: (d) => `there is no schemas/v${d.version}.ts; schemas there are: ${listed(d.versions)}`,
    example: { version: 4, versions: [1, 2, 3] },
    cause: 'The schema of that version has not been written, or the command names another version than was meant.',
    cure: 'Let `ntom pull N` write it from a database, or `ntom new NtoM` from the schema before it; or name one that exists.',
  }),
  SCHEMA_MISNAMED: entry<{ file: string; declared: number }>({
    exit: 'failed',
    message: (d) => `${d.file} declares schema ${d.declared}`,
    example: { file: 'schemas/v3.ts', declared: 2 },
    cause: 'The number in `schema(N, …)` and the one in the name of the file differ.',
    cure: 'Make them equal: after a copy of an older file, the number inside is most often the wrong one.',
  }),
  PIPELINE_NOT_FOUND: entry<{ name: string; names: readonly string[] }>({
    exit: 'failed',
    message: (d) => `there is no pipelines/${d.name}.ts; pipelines there are: ${listed(d.names)}`,
    example: { name: '3to4', names: ['1to2', '2to3'] },
    cause: 'The pipeline has not been written, or the command names another one than was meant.',
    cure: 'Let `ntom new NtoM` begin it, or name a pipeline that exists.',
  }),
  PIPELINE_MISNAMED: entry<{ file: string; declared: string }>({
    exit: 'failed',
    message: (d) => `${d.file} declares pipeline ${d.declared}`,
    example: { file: 'pipelines/2to3.ts', declared: '1to3' },
    cause: 'The schemas given to `pipeline(…)` are of other versions than the name of the file says.',
    cure: 'Import the right schemas, or rename the file.',
  }),
};
