import { engineNames } from '../dialects/engines.ts';
import { entry } from './entry.ts';
import { listed } from './listed.ts';

/** Of the command line, and of a run as a whole. */
export const commandLineErrors = {
  USAGE_WRONG: entry<{ problem: string }>({
    exit: 'usage',
    message: (d) => d.problem,
    example: { problem: "unknown option '--replce' (Did you mean --replace?)" },
    cause:
      'The command line names a command, an option or a value that does not exist, or leaves out one that is needed.',
    cure: 'Read the help of the command: `ntom COMMAND --help`.',
  }),
  CODE_UNKNOWN: entry<{ code: string; nearest: string | null }>({
    exit: 'usage',
    message: (d) => `there is no error code ${d.code}${d.nearest === null ? '' : `; is ${d.nearest} meant?`}`,
    example: { code: 'ROW_REJECTED', nearest: 'ROWS_REJECTED' },
    cause: '`ntom explain` takes the code that stands in brackets at the end of a message.',
    cure: 'Correct the code; `ntom explain` alone lists all there are.',
  }),
  BUG: entry<{ reason: string }>({
    exit: 'failed',
    message: (d) => `this is a bug of ntom: ${d.reason}`,
    example: { reason: 'Maximum call stack size exceeded' },
    cause: 'Something went wrong that ntom does not expect. What has a final name is complete all the same.',
    cure: 'Report it with the text that ntom printed.',
  }),
  INTERRUPTED: entry<{ what: string }>({
    exit: 'interrupted',
    message: (d) => `${d.what} was interrupted`,
    example: { what: 'extract 2to3' },
    cause: 'Ctrl-C, a termination signal, or a closed output ended the run. Nothing half-made has a final name.',
    cure: 'Run the same command again.',
  }),
  NODE_TOO_OLD: entry<{ problem: string }>({
    exit: 'failed',
    message: (d) => d.problem,
    example: {
      problem:
        'ntom needs Node.js 22.14 or newer (of 23, 23.6); this is 20.19.2. Install a newer one, or add it to the project: npm install --save-dev node@24',
    },
    cause: 'The database driver was built for newer versions of Node.js, and crashes on older ones.',
    cure: 'Install a newer Node.js; `npm install --save-dev node@24` brings one for a single project.',
  }),
  DATABASE_NONE: entry<{ app: string; place: string }>({
    exit: 'failed',
    message: (d) => `no database of ${d.app} at ${d.place}`,
    example: { app: 'shop', place: `${engineNames[0]}:/srv/shop/data` },
    cause:
      'Nothing at that place has the name of the application with a version, as in `app_v3`, or one that `names` gives.',
    cure: 'Name the right place and application in `ntom.config.ts`, or make an empty database with `ntom create N`.',
  }),
  MIGRATION_NO_PATH: entry<{ from: number; to: number; names: readonly string[] }>({
    exit: 'failed',
    message: (d) =>
      `no pipelines lead from schema ${d.from} to schema ${d.to}; pipelines there are: ${listed(d.names)}`,
    example: { from: 1, to: 3, names: ['2to3'] },
    cause: 'A migration is a chain of pipelines, each beginning where the one before it ends.',
    cure: 'Let `ntom new NtoM` begin the pipeline that is missing in the chain, or name another version with `--to`.',
  }),
  DATABASE_STALE: entry<{ database: string; how: string }>({
    exit: 'failed',
    message: (d) => `${d.database} may lack rows: ${d.how}`,
    example: {
      database: 'app_v3.db',
      how: 'app_v2.db was written to since: its change counter was 41 and is 44',
    },
    cause:
      'The database was loaded from an extract that does not hold what the older database holds now. `migrate` and `status` say so; with `--strict` `migrate` refuses to go on from it.',
    cure: 'If nobody writes to the newer database yet: stop the application, run `ntom extract NtoM` and `ntom load M --replace`. If somebody does, both have rows that the other has not, and only you can unite them.',
  }),
  DATABASE_AGE_UNKNOWN: entry<{ database: string; reason: string }>({
    exit: 'failed',
    message: (d) =>
      `nobody knows whether ${d.database} holds what the database that it was loaded from holds now: ${d.reason}`,
    example: { database: 'app_v3.db', reason: 'there is no extract at extracts/v3' },
    cause:
      '`--strict` refuses what cannot be known: the extract of a loaded database is gone or another one, or its source cannot tell.',
    cure: 'Make sure yourself that nobody wrote to the older database since, and leave `--strict` out.',
  }),
  REPORT_NOTHING: entry<{ version: number | null }>({
    exit: 'failed',
    message: (d) =>
      d.version === null
        ? 'there is nothing to report on: no database, extract, run or pipeline'
        : `there is nothing to report on of schema ${d.version}: no extract, run or pipeline leads to it`,
    example: { version: 3 },
    cause: 'A report is of one step: from a schema to the next. Nothing here says from which schema the step came.',
    cure: 'Name the step, as in `ntom report 2to3`; `ntom status` lists what there is.',
  }),
  MIGRATION_TARGET_EXISTS: entry<{ database: string; pipeline: string }>({
    exit: 'failed',
    message: (d) => `migrate would have to build ${d.database} by ${d.pipeline}, but it exists`,
    example: { database: 'app_v3.db', pipeline: '2to3' },
    cause: 'The way leads through a version whose database is there already. It may hold data that nothing else holds.',
    cure: 'Run `ntom extract NtoM` and `ntom load M --replace` yourself, if that database may go.',
  }),
};
