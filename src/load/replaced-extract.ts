import { isDeepStrictEqual } from 'node:util';
import { failure, NtomError } from '../errors.ts';
import { directoryStore } from '../format/directory-store.ts';
import { readManifest } from '../format/manifest-file.ts';
import type { Seen } from './load-aftermath.ts';

/** What is wrong with an extract may be that it is another one by now: every part is proved by the manifest that was read first. */
export async function unlessReplaced(directory: string, { manifest }: Seen, error: unknown): Promise<unknown> {
  if (manifest === null || !(error instanceof NtomError) || !/^(?:PART|READ)_/.test(error.code)) return error;
  const found = await readManifest(directoryStore(directory)).catch(() => manifest);
  return isDeepStrictEqual(found, manifest) ? error : failure('EXTRACT_REPLACED', { extract: directory }, error);
}
