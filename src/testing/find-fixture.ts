import { existsSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { ErrorDetails } from '../errors/catalog.ts';
import { failure, NtomError } from '../errors.ts';
import { manifestFile } from '../format/file-name.ts';
import { requireMadeFor } from '../format/made-for.ts';
import type { Manifest } from '../format/manifest.ts';
import { wholeManifest } from '../format/whole-extract.ts';
import { namesIn } from '../project/names-in.ts';
import type { SchemaDefinition } from '../schema/definition.ts';
import { nearestName } from '../schema/nearest-name.ts';

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
  readonly named: NamedFixture;
  readonly manifest: Manifest;
}

/**
 * @throws {NtomError} `FIXTURE_MISSING`, `FIXTURE_OF_OTHER_SCHEMA`, `FIXTURE_ALTERED`.
 */
export function findFixture(
  schema: SchemaDefinition,
  name: string,
  { project, fixtures }: FixtureFolders,
): FoundFixture {
  const all = resolve(project, fixtures, `v${schema.version}`);
  const directory = join(all, name);
  const fixture = relative(project, directory).replaceAll(sep, '/');
  const named = { schema: schema.version, name, fixture };
  try {
    if (!isExtract(directory)) throw missing({ ...named, names: fixturesIn(all) });
    const manifest = wholeManifest(directory);
    requireFingerprint(schema, manifest, fixture);
    requireMadeFor(schema, manifest, fixture);
    return { directory, named, manifest };
  } catch (thrown) {
    throw explained(thrown, named);
  }
}

function missing(wanted: Omit<ErrorDetails<'FIXTURE_MISSING'>, 'nearest'>): NtomError {
  return failure('FIXTURE_MISSING', { ...wanted, nearest: nearestName(wanted.name, wanted.names) ?? null });
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

/** Which fixture of which schema, as tests and messages name it. */
export interface NamedFixture {
  readonly schema: number;
  readonly name: string;
  /** `test/fixtures/v3/small`. */
  readonly fixture: string;
}

/** What is wrong with a fixture, with its name and the command that mends it: a test shows the message alone. Other errors as they are. */
export function explained(thrown: unknown, { schema, name, fixture }: NamedFixture): unknown {
  if (!(thrown instanceof NtomError)) return thrown;
  const { code, message: reason } = thrown;
  const next = `ntom fixture ${schema} --name ${name}`;
  const isPart = code.startsWith('PART_');
  if (isPart || code === 'MANIFEST_ALTERED' || code === 'MANIFEST_INVALID') {
    const details = { fixture, schema, name, reason, isPart };
    return failure('FIXTURE_ALTERED', details, thrown).withAftermath({ state: [], next });
  }
  if (!/^(?:FIXTURE|MANIFEST)_/.test(code)) return thrown;
  const isNameWrong = typeof thrown.details['nearest'] === 'string';
  return thrown.withAftermath({ state: [], next: isNameWrong ? null : next });
}
