import { relative } from 'node:path';
import type { Manifest } from '../format/manifest.ts';

/** What is to be said of an extract before it is loaded: which files were edited, and when that was accepted. */
export function sealedNotices(directory: string, { sealed }: Pick<Manifest, 'sealed'>): readonly string[] {
  const extract = relative('', directory);
  return sealed.map(({ at, files }) => `${extract} was edited (${files.join(', ')}) and sealed at ${at}`);
}
