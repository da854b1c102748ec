import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { NtomError } from '../../errors.ts';
import { finding, findingOf, type Finding } from '../../finding.ts';
import { schemaFile } from '../../project/definition-files.ts';
import type { Release } from '../../project/lock-file.ts';
import type { Project } from '../../project/project.ts';
import { requireAsReleased } from '../../project/released-schemas.ts';
import type { SchemaDefinition } from '../../schema/definition.ts';

/** Released schemas are as they were; and the application's own version is that of the newest of them. */
export function checkReleases(project: Project, schemas: readonly SchemaDefinition[]): readonly Finding[] {
  try {
    return [
      ...schemas.flatMap((schema) => changedSchema(project.directory, schema)),
      ...checkPackage(project.directory, project.releases(), project.schemaVersions()),
    ];
  } catch (error) {
    if (!(error instanceof NtomError)) throw error;
    return [findingOf(error, { file: 'schemas/lock.json', line: lineIn(error) })];
  }
}

/** @throws {NtomError} what is wrong with `lock.json`. */
function changedSchema(directory: string, schema: SchemaDefinition): readonly Finding[] {
  try {
    requireAsReleased(directory, [schema]);
    return [];
  } catch (error) {
    if (!(error instanceof NtomError) || error.code !== 'SCHEMA_RELEASED_CHANGED') throw error;
    return [findingOf(error, { file: schemaFile(schema.version) })];
  }
}

/** `LOCK_INVALID` says `line 5` of a merge conflict. */
function lineIn({ details }: NtomError): number | null {
  const [, line] = /^line (\d+)$/.exec(String(details['at'])) ?? [];
  return line === undefined ? null : Number(line);
}

/** A package before 1.0 has no major number yet; one that is being made may be ahead, if it says so and there is such a schema. */
function checkPackage(
  directory: string,
  releases: ReadonlyMap<number, Release>,
  versions: readonly number[],
): readonly Finding[] {
  const released = Math.max(0, ...releases.keys());
  const found = nearestPackage(directory);
  if (released === 0 || found === null) return [];
  const [, major = '0', rest = ''] = /^(\d+)\.\d+\.\d+(.*)$/.exec(found.version) ?? [];
  const isAhead = Number(major) > released && rest.startsWith('-') && versions.includes(Number(major));
  if (major === '0' || Number(major) === released || isAhead) return [];
  const file = relative(directory, found.path).replaceAll(sep, '/');
  const isInside = !file.startsWith('..');
  return [
    finding('PACKAGE_MAJOR_DIFFERS', { file, version: found.version, released }, { file: isInside ? file : null }),
  ];
}

/** The nearest with a version, upward to the root of the repository; without one, in the folder itself. */
function nearestPackage(directory: string): { path: string; version: string } | null {
  for (const folder of foldersOfRepository(directory)) {
    const path = join(folder, 'package.json');
    const version = existsSync(path) ? versionIn(path) : null;
    if (version !== null) return { path, version };
  }
  return null;
}

function foldersOfRepository(directory: string): readonly string[] {
  const folders = [directory];
  for (let folder = directory; !existsSync(join(folder, '.git')); folder = dirname(folder)) {
    if (dirname(folder) === folder) return [directory];
    folders.push(dirname(folder));
  }
  return folders;
}

/** null: it has none, or cannot be read: npm says so better. */
function versionIn(path: string): string | null {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const version = typeof content === 'object' && content !== null && 'version' in content ? content.version : null;
    return typeof version === 'string' ? version : null;
  } catch {
    return null;
  }
}
