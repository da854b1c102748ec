import { existsSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { lockFileOf, lockHolder } from '../../dialects/path-lock.ts';
import { rehearsalLeftovers, rehearsalLock, rehearsalPlace } from '../../extract/rehearse/rehearsal-leftovers.ts';
import { leftReplaced } from '../../format/atomic-folder.ts';
import { extractLeftovers } from '../../format/extract-leftovers.ts';
import { initLeftovers } from '../../authoring/init/init-leftovers.ts';
import { schemasLeftovers, schemasLock } from '../../project/lock-schemas.ts';
import { namesIn } from '../../project/names-in.ts';
import type { Project } from '../../project/project.ts';
import type { Place } from '../place.ts';
import { disturbedFixtures } from './disturbed-fixtures.ts';

/** Something that a run which was ended has left, or that one is at work on. */
export interface LeftoverStatus {
  readonly what: string;
  readonly is: string;
  /** Who works on it; null: nobody does. */
  readonly holder: string | null;
  /** The command that removes it, or goes on with it; null: somebody is at work on it. */
  readonly next: string | null;
}

export async function leftoversOf(place: Place): Promise<readonly LeftoverStatus[]> {
  const { project, dialect, url } = place;
  const databases = (await dialect.leftoversAt(url, project.app)).map(({ label, version, of, is, holder }) =>
    status(label, { is, holder, next: of === 'load' ? `ntom load ${version}` : `ntom ${of}` }),
  );
  return [
    ...databases,
    ...(await leftOfExtracts(project)),
    ...(await leftOfFixtures(project)),
    ...(await leftOfRehearsals(project)),
    ...(await leftOfSchemas(project)),
    ...initLeftovers(project.directory).map((path) =>
      status(path, { is: 'a file that was not completed', holder: null, next: 'ntom init' }),
    ),
  ];
}

/** Who is at work on it removes it himself. */
function status(
  what: string,
  { is, holder, next }: Omit<LeftoverStatus, 'what' | 'next'> & { next: string },
): LeftoverStatus {
  return { what, is, holder, next: holder === null ? next : null };
}

async function leftOfExtracts(project: Project): Promise<readonly LeftoverStatus[]> {
  const found: LeftoverStatus[] = [];
  for (const version of versionsIn(project.extractsDirectory)) {
    const directory = project.extractDirectory(version);
    const next = `ntom extract ${pipelineTo(project, version)}`;
    found.push(...(await leftBeside(project, directory, { is: 'an extract that was not completed', next })));
  }
  return found;
}

function versionsIn(folder: string): readonly number[] {
  const versions = namesIn(folder)
    .map((name) => /^\.?v([1-9]\d{0,8})\./.exec(name)?.[1])
    .filter((version) => version !== undefined);
  return [...new Set(versions.map(Number))].sort((a, b) => a - b);
}

/** Any that makes this extract removes what is beside it. */
function pipelineTo(project: Project, version: number): string {
  return project.pipelineNames().find((name) => name.endsWith(`to${version}`)) ?? String(version);
}

async function leftOfFixtures(project: Project): Promise<readonly LeftoverStatus[]> {
  const found: LeftoverStatus[] = [];
  for (const { directory, next } of disturbedFixtures(project))
    found.push(...(await leftBeside(project, directory, { is: 'a fixture that was not completed', next })));
  return found;
}

async function leftBeside(
  project: Project,
  directory: string,
  what: Pick<LeftHere, 'is' | 'next'>,
): Promise<readonly LeftoverStatus[]> {
  const paths = [...extractLeftovers(directory), ...(await leftReplaced(directory))];
  return leftAt(project, { lock: directory, paths, ...what });
}

async function leftOfRehearsals(project: Project): Promise<readonly LeftoverStatus[]> {
  const folder = rehearsalPlace(project.extractsDirectory);
  const paths = rehearsalLeftovers(folder);
  const next = `ntom rehearse ${project.pipelineNames().at(-1) ?? 'NtoM'}`;
  return leftAt(project, { lock: rehearsalLock(folder), paths, is: 'a rehearsal that was not completed', next });
}

async function leftOfSchemas(project: Project): Promise<readonly LeftoverStatus[]> {
  const version = project.schemaVersions().at(-1) ?? 1;
  const lock = schemasLock(project.directory);
  const is = 'a file that was not completed';
  return leftAt(project, { lock, paths: schemasLeftovers(project.directory), is, next: `ntom pull ${version}` });
}

interface LeftHere {
  /** What is locked by whoever makes such a thing. */
  readonly lock: string;
  /** From the project's folder, or absolute. */
  readonly paths: readonly string[];
  readonly is: string;
  readonly next: string;
}

async function leftAt(project: Project, { lock, paths, is, next }: LeftHere): Promise<readonly LeftoverStatus[]> {
  const file = lockFileOf(lock);
  const holder = await lockHolder(lock);
  const locks = existsSync(file) ? [status(shown(project, file), { is: 'a lock', holder, next })] : [];
  return [...paths.map((path) => status(shown(project, path), { is, holder, next })), ...locks];
}

function shown({ directory }: Project, path: string): string {
  return path.startsWith(directory) ? relative(directory, path).replaceAll(sep, '/') : path;
}
