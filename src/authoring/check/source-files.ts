import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { codeOnly } from './code-only.ts';

/** The text files of a project, each read once. Paths are from the project's folder, with `/`. */
export interface SourceFiles {
  /** Empty: there is no such file. */
  text(file: string): string;
  /** Without comments and texts: see `codeOnly`. */
  code(file: string): string;
  /** The file that a relative import names; null: there is none. It begins with `../` if it is outside of the project. */
  imported(from: string, specifier: string): string | null;
}

export function sourceFiles(directory: string): SourceFiles {
  const texts = new Map<string, string>();
  const codes = new Map<string, string>();
  const text = (file: string): string => remembered(texts, file, () => textOf(join(directory, file)));
  return {
    text,
    code: (file) => remembered(codes, file, () => codeOnly(text(file))),
    imported(from, specifier) {
      const path = resolve(directory, dirname(from), specifier);
      const found = candidates(path).find(isFile);
      return found === undefined ? null : relative(directory, found).replaceAll(sep, '/');
    },
  };
}

function remembered(known: Map<string, string>, key: string, find: () => string): string {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}

function textOf(path: string): string {
  return isFile(path) ? readFileSync(path, 'utf8') : '';
}

/** As the loader of TypeScript looks for them: `./slugify.js` and `./slugify` may be `slugify.ts`. */
function candidates(path: string): readonly string[] {
  return [path.replace(/\.([cm]?)js$/, '.$1ts'), path, `${path}.ts`, `${path}.js`, join(path, 'index.ts')];
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
