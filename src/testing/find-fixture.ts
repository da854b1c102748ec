import { existsSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { failure, NtomError } from '../errors.ts';
import { manifestFile } from '../format/file-name.ts';
import { requireMadeFor } from '../format/made-for.ts';
import type { Manifest } from '../format/manifest.ts';
import { wholeManifest } from '../format/whole-extract.ts';
import { namesIn } from '../project/names-in.ts';
import type { SchemaDefinition } from '../schema/definition.ts';

/** Where fixtures are. */
export interface FixtureFolders {
  /** Absolute path of the project's folder. */
  readonly project: string;
  /** The folder of all fixtures, from there. */
  readonly fixtures: string;
}

/** An extract that is a fixture of a schema. Its parts were not looked at. */
export interface FoundFixture {
  /** Absolute. */
  readonly directory: string;
  readonly manifest: Manifest;
}

/**
 * @throws {NtomError} `FIXTURE_MISSING`, `FIXTURE_OF_OTHER_SCHEMA`, and those of a manifest that is wrong.
 */
export function findFixture(
  schema: SchemaDefinition,
  name: string,
  { project, fixtures }: FixtureFolders,
): FoundFixture {
  const all = resolve(project, fixtures, `v${schema.version}`);
  const directory = join(all, name);
  const fixture = relative(project, directory).replaceAll(sep, '/');
  try {
    if (!isExtract(directory))
      throw failure('FIXTURE_MISSING', { fixture, schema: schema.version, name, names: fixturesIn(all) });
    const manifest = wholeManifest(directory);
    requireFingerprint(schema, manifest, fixture);
    requireMadeFor(schema, manifest, fixture);
    return { directory, manifest };
  } catch (thrown) {
    throw withCommand(schema.version, name, thrown);
  }
}

function fixturesIn(folder: string): readonly string[] {
  return namesIn(folder).filter((name) => isExtract(join(folder, name)));
}

function requireFingerprint(
  { version, fingerprint: needed }: SchemaDefinition,
  { target }: Manifest,
  extract: string,
): void {
  const { fingerprint: found } = target;
  if (found !== needed) throw failure('FIXTURE_OF_OTHER_SCHEMA', { extract, schema: version, found, needed });
}

function isExtract(directory: string): boolean {
  return existsSync(join(directory, manifestFile));
}

/** What is wrong with a fixture, with the command that mends it. Other errors as they are. */
export function withCommand(version: number, name: string, thrown: unknown): unknown {
  if (!(thrown instanceof NtomError) || !/^(?:FIXTURE|MANIFEST|PART)_/.test(thrown.code)) return thrown;
  return thrown.withAftermath({ state: [], next: `ntom fixture ${version} --name ${name}` });
}
