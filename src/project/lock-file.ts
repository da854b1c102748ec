import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { oneLine } from '../errors/one-line.ts';
import { discardFile } from '../failpoints/discard-file.ts';
import { failure, reasonOf } from '../errors.ts';
import { readFailed, systemCode, writeFailed } from '../format/io-failure.ts';
import { partialName } from '../format/partial-name.ts';
import { stepSync } from '../failpoints/step.ts';

const release = z
  .strictObject({
    fingerprint: z.string().regex(/^[0-9a-f]{64}$/, 'not a sha256 in hex'),
    /** The day, `YYYY-MM-DD`. */
    releasedAt: z.iso.date(),
  })
  .readonly();

const lock = z.strictObject({
  format: z.literal(1),
  released: z
    .unknown()
    // A record of zod's leaves it out without a word.
    .refine((value) => !Object.hasOwn(Object(value), '__proto__'), '__proto__ is no schema version')
    .pipe(z.record(z.string().regex(/^[1-9]\d{0,8}$/), release)),
});

/** What is kept of a released schema. */
export type Release = z.infer<typeof release>;

/**
 * What `schemas/lock.json` of a project holds, by schema version, ascending; nothing if there is no such file.
 *
 * @throws {NtomError} `LOCK_INVALID`, `READ_FAILED`.
 */
export function readLock(projectDirectory: string): ReadonlyMap<number, Release> {
  const text = lockText(lockFile(projectDirectory));
  if (text === null) return new Map();
  const result = lock.safeParse(parsedJson(text));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw failure('LOCK_INVALID', { at: issue?.path.join('.') ?? '', reason: issue?.message ?? 'refused' });
  }
  refuseRepeated(text);
  return new Map(Object.entries(result.data.released).map(([version, entry]) => [Number(version), entry]));
}

/**
 * Writes `schemas/lock.json`, complete or not at all. The same releases give the same bytes, in whatever order they come. The
 * folder is yet to be synced.
 *
 * @throws {NtomError} `WRITE_FAILED`: the file is as it was.
 */
export function writeLock(projectDirectory: string, releases: ReadonlyMap<number, Release>): void {
  const file = lockFile(projectDirectory);
  const partial = partialName(file);
  // Keys that are whole numbers come in their order in every object.
  const released = Object.fromEntries(
    [...releases].map(([version, { fingerprint, releasedAt }]) => [version, { fingerprint, releasedAt }]),
  );
  try {
    writeDurably(partial, `${JSON.stringify({ format: 1, released }, null, 2)}\n`);
    stepSync('lock-file.publish', () => renameSync(partial, file));
  } catch (thrown) {
    discardFile('lock-file.remove-partial', partial);
    throw writeFailed(file, thrown);
  }
}

function writeDurably(path: string, text: string): void {
  const handle = stepSync('lock-file.create', () => openSync(path, 'wx'));
  try {
    stepSync('lock-file.write', () => writeFileSync(handle, text));
    stepSync('lock-file.sync', () => fsyncSync(handle));
  } finally {
    closeSync(handle);
  }
}

function lockFile(projectDirectory: string): string {
  return join(projectDirectory, 'schemas', 'lock.json');
}

function lockText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') return null;
    throw readFailed(file, thrown);
  }
}

function parsedJson(text: string): unknown {
  const conflict = text.split('\n').findIndex((line) => /^[<=>]{7}/.test(line));
  if (conflict >= 0) throw failure('LOCK_INVALID', { at: `line ${conflict + 1}`, reason: 'a merge conflict is open' });
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw failure('LOCK_INVALID', { at: '', reason: `not JSON (${oneLine(reasonOf(thrown))})` }, thrown);
  }
}

/** A merge that keeps both sides has a version twice, and JSON would take the last without a word. */
function refuseRepeated(text: string): void {
  const versions = [...text.matchAll(/"(\d+)"\s*:/g)].map(([, version = '']) => version);
  const seen = new Set<string>();
  const repeated = versions.find((version) => seen.size === seen.add(version).size);
  if (repeated !== undefined) throw failure('LOCK_INVALID', { at: `released.${repeated}`, reason: 'there twice' });
}
