import { join } from 'node:path';
import { failure } from '../errors.ts';
import { syncFolder } from '../format/sync-folder.ts';
import type { SchemaDefinition } from '../schema/definition.ts';
import { lockSchemas } from './lock-schemas.ts';
import { readLock, writeLock, type Release } from './lock-file.ts';

type NamedSchema = Pick<SchemaDefinition, 'version' | 'fingerprint'>;

/** What a release came to. */
export interface Released extends Release {
  /** false: it had been released before. */
  readonly isNew: boolean;
}

/**
 * Freezes the fingerprint of a schema. Durable when the promise resolves.
 *
 * @throws {NtomError} `SCHEMA_RELEASED_CHANGED`, `LOCK_INVALID`, `READ_FAILED`, `WRITE_FAILED`.
 */
export async function releaseSchema(directory: string, schema: NamedSchema, today: string): Promise<Released> {
  const { version, fingerprint } = schema;
  // Another release meanwhile would be lost.
  await using _lock = await lockSchemas(directory, `release ${version}`);
  const releases = readLock(directory);
  const earlier = releases.get(version);
  if (earlier !== undefined) {
    refuseChanged(releases, schema);
    return { ...earlier, isNew: false };
  }
  const release = { fingerprint, releasedAt: today };
  writeLock(directory, new Map([...releases, [version, release]]));
  await syncFolder('lock-file.sync-folder', join(directory, 'schemas'));
  return { ...release, isNew: true };
}

/**
 * Whether schemas are as they were released, where they were.
 *
 * @throws {NtomError} `SCHEMA_RELEASED_CHANGED`, `LOCK_INVALID`, `READ_FAILED`.
 */
export function requireAsReleased(directory: string, schemas: readonly NamedSchema[]): void {
  const releases = readLock(directory);
  for (const schema of schemas) refuseChanged(releases, schema);
}

function refuseChanged(releases: ReadonlyMap<number, Release>, { version, fingerprint }: NamedSchema): void {
  const release = releases.get(version);
  if (release === undefined || release.fingerprint === fingerprint) return;
  const { releasedAt, fingerprint: released } = release;
  throw failure('SCHEMA_RELEASED_CHANGED', { version, releasedAt, released, found: fingerprint }).withAftermath({
    state: [{ what: `schema ${version}`, is: 'not as it was released' }],
    next: 'ntom status',
  });
}
