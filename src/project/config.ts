import { failure } from '../errors.ts';
import { databaseName } from '../guard.ts';
import { nameProblems } from './database-names.ts';
import { nearestName } from '../schema/nearest-name.ts';

/** What `ntom.config.ts` says. Relative paths count from its folder. */
export interface ConfigInput {
  /** The application: the first half of every database's name. Default `app`. */
  readonly app?: string;
  /** The URL of the place that holds the databases. The versioned name is derived. */
  readonly database: string;
  /** The folder of the extracts. Default `extracts`. */
  readonly extracts?: string;
  /** Packages and modules of Node that pipelines may import: `['any-ascii', 'node:url']`. Default none. */
  readonly imports?: readonly string[];
  /**
   * Databases at the place that are named otherwise, by schema version: the file from the place's folder, or the database on
   * the server. They are read and never written. Default: none.
   */
  readonly names?: DatabaseNames;
}

/** Names of databases by schema version: `{ 1: 'dev.db' }`. */
export type DatabaseNames = { readonly [version: number]: string };

export type Config = Required<ConfigInput>;

/**
 * The configuration of a project, checked: the default export of `ntom.config.ts`.
 *
 * @throws {NtomError} `CONFIG_WRONG` with everything that is wrong; `APP_NAME_WRONG`.
 */
export function config(input: ConfigInput): Config {
  const problems = problemsOf(input);
  if (problems.length > 0) throw failure('CONFIG_WRONG', { problems });
  const checked = { app: 'app', extracts: 'extracts', imports: [], names: {}, ...input };
  databaseName(checked.app, 1);
  const wrongNames = nameProblems(checked.names, checked.app);
  if (wrongNames.length > 0) throw failure('CONFIG_WRONG', { problems: wrongNames });
  return Object.freeze({ ...checked, names: Object.freeze({ ...checked.names }) });
}

const textKeys = ['app', 'database', 'extracts'] as const;
const keys = [...textKeys, 'imports', 'names'] as const;

function problemsOf(input: ConfigInput): readonly string[] {
  const unknown = Object.keys(input).filter((key) => !keys.some((known) => known === key));
  const given = textKeys.filter((key) => key in input || key === 'database');
  const wrong = given
    .filter((key) => !isFilledText(input[key]))
    .map((key) => `${key} has to be text that is not empty`);
  const isList = !('imports' in input) || (Array.isArray(input.imports) && input.imports.every(isFilledText));
  return [...unknown.map(unknownKey), ...wrong, ...(isList ? [] : ['imports has to be a list of names'])];
}

function unknownKey(key: string): string {
  const meant = nearestName(key, keys);
  return `unknown key ${key}${meant === undefined ? `; the keys are ${keys.join(', ')}` : `; did you mean ${meant}?`}`;
}

function isFilledText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
