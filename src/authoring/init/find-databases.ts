import type { Adoption, FoundDatabase } from '../../dialects/adoption.ts';
import { nameProblems } from '../../project/database-names.ts';
import { connectionStrings, type ConnectionString } from './connection-strings.ts';

/** A database that may be the one of schema 1. */
export interface Candidate extends FoundDatabase {
  /** Where the application names it: `DATABASE_URL in .env`; null: nowhere, it was found among the files. */
  readonly where: string | null;
}

export interface FoundDatabases {
  /** The one that it is: there is no other, or the application names no other. null: there is none, or it cannot be told. */
  readonly chosen: Candidate | null;
  readonly others: readonly Candidate[];
}

/** The databases that an application has, by its files and by what it connects to. Opens none, and guesses none. */
export function findDatabases(directory: string, app: string, adoptions: readonly Adoption[]): FoundDatabases {
  const strings = connectionStrings(directory);
  const all = distinct([...namedIn(strings, directory, adoptions), ...amongFiles(directory, adoptions)]);
  const candidates = all.filter((each) => isAdoptable(each, app, adoptions));
  const named = candidates.filter(({ where }) => where !== null);
  // An application that is set to a database which is not here uses none of the files.
  const isElsewhere = named.length === 0 && strings.some(({ isSetting, text }) => isSetting && text !== '');
  const [chosen = null, ...rivals] = named.length > 0 ? named : candidates;
  if (isElsewhere || rivals.length > 0) return { chosen: null, others: candidates };
  return { chosen, others: candidates.filter((each) => each !== chosen) };
}

function namedIn(
  strings: readonly ConnectionString[],
  directory: string,
  adoptions: readonly Adoption[],
): readonly Candidate[] {
  return strings.flatMap(({ text, file, where }) => {
    const found = adoptions.flatMap((adoption) => adoption.databasesOf(text, { directory, file }));
    return found.map((each) => ({ ...each, where }));
  });
}

function amongFiles(directory: string, adoptions: readonly Adoption[]): readonly Candidate[] {
  const found = adoptions.flatMap((adoption) => adoption.databasesIn(directory));
  return found.map((each) => ({ ...each, where: null }));
}

/** The first of each. */
function distinct(candidates: readonly Candidate[]): readonly Candidate[] {
  const isSame = (a: Candidate, b: Candidate): boolean => a.place === b.place && a.name === b.name;
  return candidates.filter((each, index) => candidates.findIndex((other) => isSame(each, other)) === index);
}

/** Databases of later versions are ntom's own, and so is what it was building. */
function isAdoptable({ engine, name }: Candidate, app: string, adoptions: readonly Adoption[]): boolean {
  return isFirstVersion(engine, name, app, adoptions) || nameProblems({ 1: name }, app).length === 0;
}

/** Whether a database has the name that follows from schema 1, so that the configuration need not name it. */
export function isFirstVersion(engine: string, name: string, app: string, adoptions: readonly Adoption[]): boolean {
  return adoptions.find((adoption) => adoption.engine === engine)?.versionedName(app, 1) === name;
}
