import type { Adoption } from '../../dialects/adoption.ts';
import { configFile } from '../../project/find-project.ts';
import { configText } from './config-text.ts';
import { exampleSchema } from './example-schema.ts';
import { isFirstVersion, type Candidate, type FoundDatabases } from './find-databases.ts';
import { withIgnored } from './ignore-text.ts';
import { freeScripts, newPackageText, withScripts } from './package-text.ts';
import type { Survey } from './survey.ts';
import { tsconfigText } from './tsconfig-text.ts';

/** A file that is to be written, from the project's folder. */
export interface PlannedFile {
  readonly path: string;
  readonly text: string;
  /** Whether there is such a file, to which something is added. */
  readonly isThere: boolean;
}

/** All that `init` is to do in a folder. */
export interface InitPlan {
  readonly app: string;
  /** The place of the databases, as the configuration has it. */
  readonly place: string;
  /** The database that becomes the one of schema 1; null: there is none yet. */
  readonly database: Candidate | null;
  /** Databases that may be meant as well. */
  readonly others: readonly Candidate[];
  readonly folders: readonly string[];
  /** In the order in which they are written. The configuration is last: with it the folder is a project. */
  readonly files: readonly PlannedFile[];
}

export interface InitFacts {
  readonly survey: Survey;
  readonly app: string;
  /** Of the engine of the chosen database; else of the one that is wanted. */
  readonly adoption: Adoption;
  readonly databases: FoundDatabases;
}

/** Decides what is written. Reads nothing. */
export function planInit({ survey, app, adoption, databases }: InitFacts): InitPlan {
  const { chosen, others } = databases;
  const place = chosen?.place ?? adoption.defaultPlace;
  const isNamed = chosen !== null && !isFirstVersion(chosen.engine, chosen.name, app, [adoption]);
  const example = exampleFile(survey, databases);
  const files = [
    example,
    ...keptFolders(survey, example),
    tsconfigFile(survey, databases),
    ignoreFile(survey, ['/extracts/', ...adoption.ignoreLines(place, app)], isFresh(survey, databases)),
    packageFile(survey, app, isFresh(survey, databases)),
    created(configFile, configText({ app, place, name: isNamed ? chosen.name : null })),
  ];
  return {
    app,
    place,
    database: chosen,
    others,
    folders: survey.missingFolders,
    files: files.filter((file) => file !== null),
  };
}

/** Whether there is nothing but perhaps a database: whatever the folder needs is then ours to write. */
function isFresh({ content }: Survey, { chosen, others }: FoundDatabases): boolean {
  const files = [chosen, ...others].map((database) => database?.label ?? '');
  // A database has its journals beside it.
  return content.every((name) => files.includes(name) || files.includes(name.replace(/-(?:wal|shm|journal)$/, '')));
}

function exampleFile({ hasFirstSchema }: Survey, { chosen, others }: FoundDatabases): PlannedFile | null {
  if (hasFirstSchema || chosen !== null || others.length > 0) return null;
  return created('schemas/v1.ts', exampleSchema);
}

/** Version control keeps no empty folders; extracts are no matter of it. */
function keptFolders({ emptyFolders }: Survey, example: PlannedFile | null): readonly PlannedFile[] {
  const filled = ['extracts', ...(example === null ? [] : ['schemas'])];
  const kept = emptyFolders.filter((folder) => !filled.includes(folder));
  return kept.map((folder) => created(`${folder}/.gitkeep`, ''));
}

function tsconfigFile(survey: Survey, databases: FoundDatabases): PlannedFile | null {
  const isWanted = survey.tsconfigNeeds === null && isFresh(survey, databases);
  return isWanted ? created('tsconfig.json', tsconfigText) : null;
}

function ignoreFile({ ignored }: Survey, lines: readonly string[], isNew: boolean): PlannedFile | null {
  const text = withIgnored(ignored ?? (isNew ? '/node_modules/\n' : null), lines);
  return text === null ? null : { path: '.gitignore', text, isThere: ignored !== null };
}

function packageFile(survey: Survey, app: string, isNew: boolean): PlannedFile | null {
  if (survey.package === null) return isNew ? created('package.json', newPackageText(app)) : null;
  const added = freeScripts(survey.package.manifest);
  if (added.length === 0) return null;
  return { path: 'package.json', text: withScripts(survey.package.text, added), isThere: true };
}

function created(path: string, text: string): PlannedFile {
  return { path, text, isThere: false };
}
