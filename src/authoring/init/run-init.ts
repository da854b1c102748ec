import type { Adoption } from '../../dialects/adoption.ts';
import type { EngineName } from '../../dialects/engines.ts';
import { appName } from './app-name.ts';
import { findDatabases } from './find-databases.ts';
import { removeLeft } from './init-leftovers.ts';
import { planInit, type InitPlan } from './plan-init.ts';
import { surveyFolder } from './survey.ts';
import { writePlan } from './write-plan.ts';

export interface InitOptions {
  /** Absolute path of the folder that is to become a project. It need not exist. */
  readonly directory: string;
  readonly app?: string | undefined;
  readonly engine?: EngineName | undefined;
  /** Of every engine; the first is the one of a new application. */
  readonly adoptions: readonly [Adoption, ...Adoption[]];
}

/** What was done, and what people have to know. */
export interface Init extends InitPlan {
  readonly adoption: Adoption;
  /** What the `tsconfig.json` that is there would need. */
  readonly tsconfigNeeds: readonly string[];
  /** The command that installs ntom there; null: it is installed. */
  readonly install: string | null;
  readonly hasFirstSchema: boolean;
}

/**
 * Makes a project of a folder: looks first, then writes all or nothing. Opens no database. null: it is a project already, and
 * nothing was changed. What runs that were killed have left is removed.
 *
 * @throws {NtomError} `APP_NAME_WRONG`, `INIT_IN_THE_WAY`, `INIT_PACKAGE_WRONG`, `READ_FAILED`, `WRITE_FAILED`: the folder is as
 * it was.
 */
export function runInit({ directory, app: given, engine, adoptions }: InitOptions): Init | null {
  const survey = surveyFolder(directory);
  const packageName = survey.package?.manifest['name'];
  const app = appName(given, typeof packageName === 'string' ? packageName : null, directory);
  removeLeft(directory);
  if (survey.isProject) return null;
  const wanted = adoptions.filter((each) => engine === undefined || each.engine === engine);
  const databases = findDatabases(directory, app, wanted);
  const { engine: chosenEngine } = databases.chosen ?? databases.others[0] ?? { engine };
  const adoption = adoptions.find((each) => each.engine === chosenEngine) ?? adoptions[0];
  const plan = planInit({ survey, app, adoption, databases });
  writePlan(directory, plan);
  const { install, hasFirstSchema } = survey;
  return { ...plan, adoption, tsconfigNeeds: survey.tsconfigNeeds ?? [], install, hasFirstSchema };
}
