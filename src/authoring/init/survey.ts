import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { failure, reasonOf } from '../../errors.ts';
import { readFailed, systemCode } from '../../format/io-failure.ts';
import { finalName, isPartialName } from '../../format/partial-name.ts';
import { packageVersion } from '../../package-version.ts';
import { configFile } from '../../project/find-project.ts';
import { isObject } from '../../project/is-definition.ts';
import { namesIn } from '../../project/names-in.ts';
import { withoutMark } from './package-text.ts';
import { tsconfigNeeds } from './tsconfig-needs.ts';

/** The folders of a project. */
export const projectFolders = ['schemas', 'pipelines', 'extracts'] as const;

/** A `package.json`: its text, and what it says. */
export interface PackageFile {
  readonly text: string;
  readonly manifest: Readonly<Record<string, unknown>>;
}

/** What there is in a folder that is to become a project. */
export interface Survey {
  readonly isProject: boolean;
  readonly package: PackageFile | null;
  readonly ignored: string | null;
  readonly hasFirstSchema: boolean;
  /** Folders of a project. */
  readonly missingFolders: readonly string[];
  /** These, and those that have nothing in them. */
  readonly emptyFolders: readonly string[];
  /** What the `tsconfig.json` that is there has to say and does not; null: there is none. */
  readonly tsconfigNeeds: readonly string[] | null;
  /** The command that installs ntom there; null: it is installed. */
  readonly install: string | null;
  /** Everything else of which somebody could say that it is an application: names in the folder. */
  readonly content: readonly string[];
}

/**
 * Looks at a folder, which need not exist. Changes nothing.
 *
 * @throws {NtomError} `INIT_IN_THE_WAY`, `INIT_PACKAGE_WRONG`, `READ_FAILED`: it cannot become a project as it is.
 */
export function surveyFolder(directory: string): Survey {
  refuseFiles(directory);
  const tsconfig = join(directory, 'tsconfig.json');
  return {
    isProject: existsSync(join(directory, configFile)),
    package: packageOf(directory),
    ignored: textOf(join(directory, '.gitignore')),
    hasFirstSchema: existsSync(join(directory, 'schemas', 'v1.ts')),
    missingFolders: projectFolders.filter((folder) => !existsSync(join(directory, folder))),
    emptyFolders: projectFolders.filter((folder) => isEmpty(join(directory, folder))),
    tsconfigNeeds: existsSync(tsconfig) ? tsconfigNeeds(tsconfig) : null,
    install: isInstalled(directory) ? null : installCommand(directory),
    content: namesIn(directory).filter((name) => !isOfNoApplication(name)),
  };
}

function refuseFiles(directory: string): void {
  const inTheWay = [directory, ...projectFolders.map((folder) => join(directory, folder))].find(isNoFolder);
  if (inTheWay !== undefined) throw failure('INIT_IN_THE_WAY', { path: shown(inTheWay, directory) });
}

/** Whether it is there, and something else. */
function isNoFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === false;
  } catch (thrown) {
    throw readFailed(path, thrown);
  }
}

/** What a run that was killed has left does not count. */
function isEmpty(folder: string): boolean {
  return namesIn(folder).every((name) => isPartialName(name, '.gitkeep'));
}

function packageOf(directory: string): PackageFile | null {
  const text = textOf(join(directory, 'package.json'));
  if (text === null) return null;
  const manifest = parsed(text);
  if (!isObject(manifest)) throw failure('INIT_PACKAGE_WRONG', { reason: 'it is no object' });
  if ('scripts' in manifest && !isObject(manifest.scripts))
    throw failure('INIT_PACKAGE_WRONG', { reason: 'scripts is no object' });
  return { text, manifest: manifest as PackageFile['manifest'] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(withoutMark(text));
  } catch (thrown) {
    throw failure('INIT_PACKAGE_WRONG', { reason: reasonOf(thrown) }, thrown);
  }
}

/** null: there is no such file. */
function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') return null;
    throw readFailed(path, thrown);
  }
}

function isInstalled(directory: string): boolean {
  const parent = join(directory, '..');
  return existsSync(join(directory, 'node_modules', 'ntom')) || (parent !== directory && isInstalled(parent));
}

function installCommand(directory: string): string {
  // A registry has no package of ours: the name alone would install somebody else's, or nothing.
  const packed = `…/ntom-${packageVersion()}.tgz`;
  if (existsSync(join(directory, 'pnpm-lock.yaml'))) return `pnpm add ${packed}`;
  return existsSync(join(directory, 'yarn.lock')) ? `yarn add ${packed}` : `npm install ${packed}`;
}

/**
 * What a new folder may have in it: settings of tools, what was installed, papers, and what `init` makes itself, or began to make in
 * a run that was killed.
 */
function isOfNoApplication(found: string): boolean {
  const name = finalName(found);
  const own: readonly string[] = [...projectFolders, 'package.json', 'tsconfig.json', 'node_modules'];
  return (
    own.includes(name) || /^\.|^(?:package-lock\.json|pnpm-lock\.yaml|yarn\.lock)$|^(?:README|LICEN[CS]E)\b/i.test(name)
  );
}

function shown(path: string, directory: string): string {
  return relative(directory, path).replaceAll(sep, '/') || directory;
}
