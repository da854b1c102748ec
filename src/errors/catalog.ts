import { applicationErrors } from './application.ts';
import { checkErrors } from './check.ts';
import { commandLineErrors } from './command-line.ts';
import { doctorErrors } from './doctor.ts';
import { extractErrors } from './extract.ts';
import { fixtureErrors } from './fixture.ts';
import { formatErrors } from './format.ts';
import { initErrors } from './init.ts';
import { loadErrors } from './load.ts';
import { maskErrors } from './mask.ts';
import { newErrors } from './new.ts';
import { pipelineErrors } from './pipeline.ts';
import { placeErrors } from './place.ts';
import { projectErrors } from './project.ts';
import { pruneErrors } from './prune.ts';
import { pullErrors } from './pull.ts';
import { rehearseErrors } from './rehearse.ts';
import { releaseErrors } from './release.ts';
import { rollbackErrors } from './rollback.ts';
import { schemaErrors } from './schema.ts';
import { sourceErrors } from './source.ts';
import { targetErrors } from './target.ts';
import { testingErrors } from './testing.ts';

/** How a command ends because of an error: see `cli/exit-codes.ts`. `done`: it is worth a look, and no error. */
export type ErrorExit = 'done' | 'findings' | 'failed' | 'usage' | 'interrupted';

/** Everything there is to say about one code. Its messages, `ntom explain` and `docs/errors.md` are made from it. */
export interface ErrorEntry {
  readonly exit: ErrorExit;
  /** One line, with the values that say where. Takes `never` so that every entry can name its own details. */
  readonly message: (details: never) => string;
  /** Details as they could be. The message that is made from them is the example of the documentation. */
  readonly example: unknown;
  /** Why it happens, in one or two sentences. */
  readonly cause: string;
  /** What to do, in one or two sentences. */
  readonly cure: string;
}

export const catalog = {
  ...commandLineErrors,
  ...projectErrors,
  ...initErrors,
  ...schemaErrors,
  ...pullErrors,
  ...releaseErrors,
  ...pipelineErrors,
  ...newErrors,
  ...checkErrors,
  ...placeErrors,
  ...sourceErrors,
  ...extractErrors,
  ...maskErrors,
  ...rehearseErrors,
  ...fixtureErrors,
  ...formatErrors,
  ...targetErrors,
  ...loadErrors,
  ...rollbackErrors,
  ...pruneErrors,
  ...doctorErrors,
  ...testingErrors,
  ...applicationErrors,
} satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof catalog;

export type ErrorDetails<C extends ErrorCode> = Parameters<(typeof catalog)[C]['message']>[0];

/** The same entries by what they are about, a file each, in the order of the documentation. */
export const catalogAreas: Readonly<Record<string, Readonly<Record<string, ErrorEntry>>>> = {
  'Command line': commandLineErrors,
  Project: projectErrors,
  'New projects': initErrors,
  Schemas: schemaErrors,
  'Pulled schemas': pullErrors,
  'Released schemas': releaseErrors,
  Pipelines: pipelineErrors,
  'New pipelines': newErrors,
  Check: checkErrors,
  'Places and servers': placeErrors,
  'Source database': sourceErrors,
  Extract: extractErrors,
  Masks: maskErrors,
  Rehearsal: rehearseErrors,
  Fixtures: fixtureErrors,
  'Files of an extract': formatErrors,
  'Target database': targetErrors,
  'Load and verify': loadErrors,
  'The way back': rollbackErrors,
  'Removal of old versions': pruneErrors,
  Doctor: doctorErrors,
  'Unit tests': testingErrors,
  Application: applicationErrors,
};
