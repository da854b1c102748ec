import { databaseErrors } from './database.ts';
import { extractErrors } from './extract.ts';
import { formatErrors } from './format.ts';
import { loadErrors } from './load.ts';
import { pipelineErrors } from './pipeline.ts';
import { projectErrors } from './project.ts';
import { pullErrors } from './pull.ts';
import { rehearseErrors } from './rehearse.ts';
import { releaseErrors } from './release.ts';
import { schemaErrors } from './schema.ts';

/** How a command ends because of an error: see `cli/exit-codes.ts`. `done`: it is worth a look, and no error. */
export type ErrorExit = 'done' | 'findings' | 'failed' | 'usage' | 'interrupted';

/** Everything there is to say about one code. `docs/errors.md` and the messages are made from it. */
export interface ErrorEntry {
  readonly exit: ErrorExit;
  /** One line, with the values that say where. Takes `never` so that every entry can name its own details. */
  readonly message: (details: never) => string;
  /** Details as they could be, for `explain`. */
  readonly example?: unknown;
  /** Why it happens, in one or two sentences. */
  readonly cause: string;
  /** What to do, in one or two sentences. */
  readonly cure: string;
}

export const catalog = {
  ...projectErrors,
  ...releaseErrors,
  ...schemaErrors,
  ...pullErrors,
  ...pipelineErrors,
  ...databaseErrors,
  ...extractErrors,
  ...formatErrors,
  ...loadErrors,
  ...rehearseErrors,
} satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof catalog;

export type ErrorDetails<C extends ErrorCode> = Parameters<(typeof catalog)[C]['message']>[0];
