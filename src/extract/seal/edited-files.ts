import { failure, NtomError } from '../../errors.ts';
import type { Manifest } from '../../format/manifest.ts';
import type { PartStore, StoredFile } from '../../format/store.ts';
import { checkNames, dataPackageOf, fileBytes, partsOf } from '../../format/verify-parts.ts';

/**
 * The names of the files that are not those of the manifest. `datapackage.json` may be missing: it is written anew.
 *
 * @throws {NtomError} `PART_MISSING`, `PART_EXTRA`, `PART_NOT_A_FILE`, `INTERRUPTED`.
 */
export async function editedFiles(store: PartStore, manifest: Manifest, signal: AbortSignal): Promise<string[]> {
  const sizes = await checkNames(store, partsOf(manifest));
  const edited: string[] = [];
  for (const file of [...partsOf(manifest), dataPackageOf(manifest)]) {
    if (signal.aborted) throw failure('INTERRUPTED', { what: 'seal' });
    if (!sizes.has(file.path) || !(await isAsWritten(store, file))) edited.push(file.path);
  }
  return edited;
}

async function isAsWritten(store: PartStore, file: StoredFile): Promise<boolean> {
  try {
    for await (const _ of fileBytes(store, file));
    return true;
  } catch (thrown) {
    if (thrown instanceof NtomError && thrown.code === 'PART_ALTERED') return false;
    throw thrown;
  }
}
