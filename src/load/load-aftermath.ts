import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import type { DatabaseLocation } from '../dialects/location.ts';
import { NtomError, type ErrorCode, type StateLine } from '../errors.ts';
import type { Manifest } from '../format/manifest.ts';
import type { LoadOptions } from './run-load.ts';
import type { VerifyOptions } from './run-verify.ts';

/** The manifest, once it was read: it says which pipeline made the extract. */
export interface Seen {
  manifest: Manifest | null;
}

/** A failed load with the state that it left and the command to run next. Other errors as they are. */
export async function loadAftermath(options: LoadOptions, seen: Seen, error: unknown): Promise<unknown> {
  if (!(error instanceof NtomError)) return error;
  const { target, directory, schema } = options;
  const state = [extractState(directory, error.code), await targetState(target, 'not created')];
  const load = `ntom load ${schema.version}`;
  if (error.code === 'TARGET_EXISTS') return error.withAftermath({ state, next: `${load} --replace` });
  if (isOfExtract(error.code)) return error.withAftermath({ state, next: extractAgain(seen, schema.version) });
  return error.withAftermath({ state, next: options.replace ? `${load} --replace` : load });
}

/** A failed verification likewise. */
export async function verifyAftermath(
  { target, directory, schema }: VerifyOptions,
  seen: Seen,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof NtomError)) return error;
  const state = [extractState(directory, error.code), await targetState(target, 'missing')];
  if (isOfExtract(error.code)) return error.withAftermath({ state, next: extractAgain(seen, schema.version) });
  if (error.code.startsWith('EXTRACT_')) return error.withAftermath({ state, next: `ntom verify ${schema.version}` });
  const next = error.code === 'SOURCE_MISSING' ? `ntom load ${schema.version}` : 'ntom status';
  return error.withAftermath({ state, next });
}

/** What became of a database. `absent`: what to say if there is none of that name. */
export async function targetState(target: DatabaseLocation, absent: string): Promise<StateLine> {
  const what = target.label;
  try {
    return { what, is: (await target.sizeBytes()) === null ? absent : 'unchanged' };
  } catch {
    return { what, is: 'not reachable; nothing was published' };
  }
}

/** The extract of another version is not to be made again. */
function extractAgain({ manifest }: Seen, version: number): string {
  if (manifest === null || manifest.target.schema !== version) return 'ntom status';
  const { source, target } = manifest;
  const isIdentity = source.fingerprint === target.fingerprint;
  return `ntom extract ${isIdentity ? target.schema : `${source.schema}to${target.schema}`}`;
}

/** Whether another extract is needed, and not the same one once more. */
function isOfExtract(code: ErrorCode): boolean {
  if (code === 'EXTRACT_REPLACED' || code === 'EXTRACT_LOCKED') return false;
  return /^(?:EXTRACT|MANIFEST|PART|LOAD)_|^TARGET_REFUSED_STATEMENT$/.test(code);
}

/** What is wrong with an extract, by the code of what was thrown. */
export function extractState(directory: string, code: ErrorCode): StateLine {
  const what = relative('', directory);
  if (code === 'EXTRACT_MISSING')
    return { what, is: existsSync(directory) ? 'not complete: it has no manifest' : 'missing' };
  if (code === 'EXTRACT_REPLACED') return { what, is: 'another one than before' };
  if (code === 'PART_MISSING') return { what, is: 'not complete: a part is missing' };
  if (code === 'PART_EXTRA') return { what, is: 'complete, but something was added to it' };
  if (code.startsWith('PART_')) return { what, is: 'complete, but altered since it was written' };
  return { what, is: code.startsWith('MANIFEST_') ? 'unchanged, but not usable' : 'unchanged' };
}
