import { relative } from 'node:path';
import { NtomError, type StateLine } from '../../errors.ts';
import { rejectedState } from '../extract-aftermath.ts';
import type { SealOptions } from './run-seal.ts';

/** A failed seal with the state that it left and the command to run next. Other errors as they are. */
export function sealAftermath(options: SealOptions, error: unknown): unknown {
  if (!(error instanceof NtomError)) return error;
  const { directory, schema } = options;
  const is = error.code === 'EXTRACT_MISSING' ? 'not an extract' : 'unchanged, not sealed';
  const state: StateLine[] = [{ what: relative('', directory), is }, ...rejectedState(options, error)];
  // What is wrong with these is not in the parts.
  const isOfManifest = /^(?:EXTRACT|MANIFEST|LOAD)_/.test(error.code);
  return error.withAftermath({ state, next: isOfManifest ? 'ntom status' : `ntom seal ${schema.version}` });
}
