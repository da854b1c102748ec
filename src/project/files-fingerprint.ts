import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';

/**
 * sha256 in hex of a file of a project and of all files that it imports by relative paths, as they are now. Two threads that
 * load the file between two equal answers have loaded the same. A file that is not there is as good as an empty one.
 */
export function filesFingerprint(directory: string, file: string): string {
  const texts = new Map<string, string>();
  addFile(resolve(directory, file), texts);
  const hash = createHash('sha256');
  for (const [path, text] of texts) hash.update(JSON.stringify([relative(directory, path).replaceAll(sep, '/'), text]));
  return hash.digest('hex');
}

/** Whatever is in quotes and begins as a relative path: what is no import after all costs a look. */
const relativePath = /["'`](\.\.?\/[^"'`\n]*)["'`]/g;

function addFile(path: string, texts: Map<string, string>): void {
  if (texts.has(path) || !isFile(path)) return;
  const text = readFileSync(path, 'utf8');
  texts.set(path, text);
  for (const [, specifier = ''] of text.matchAll(relativePath)) {
    const found = candidates(resolve(dirname(path), specifier)).find(isFile);
    if (found !== undefined) addFile(found, texts);
  }
}

/** As the loader of TypeScript looks for them: `./slugify.js` and `./slugify` may be `slugify.ts`. */
function candidates(path: string): readonly string[] {
  return [path.replace(/\.([cm]?)js$/, '.$1ts'), path, `${path}.ts`, `${path}.js`, resolve(path, 'index.ts')];
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
