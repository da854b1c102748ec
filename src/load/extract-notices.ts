import { relative } from 'node:path';
import type { Manifest } from '../format/manifest.ts';

/** What is to be said of an extract before it is loaded: that it has some rows only, and which files were edited. */
export function extractNotices(
  directory: string,
  { sealed, fixture, source }: Pick<Manifest, 'sealed' | 'fixture' | 'source'>,
): readonly string[] {
  const extract = relative('', directory);
  const what = fixture?.generated === true ? 'made-up rows' : 'some of the rows';
  const some = fixture === null ? [] : [`${extract} is a fixture: it has ${what} of schema ${source.schema}`];
  return [...some, ...sealed.map(({ at, files }) => `${extract} was edited (${files.join(', ')}) and sealed at ${at}`)];
}
