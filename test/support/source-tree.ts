import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';

export const sourceRoot = new URL('../../src/', import.meta.url);

/** Every file below `src/`, by its path from there: `load/insert.ts`. */
export function sourceFiles(): readonly string[] {
  return globSync('**/*.ts', { cwd: sourceRoot })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}

export function sourceText(path: string): string {
  return readFileSync(new URL(path, sourceRoot), 'utf8');
}

/** What a file imports or re-exports, types as well: source files by their path from `src/`, packages by their name. */
export function importsOf(path: string): readonly string[] {
  const specifiers = [...sourceText(path).matchAll(importStatement)].map((match) => match[1] ?? match[2] ?? '');
  return specifiers.map((specifier) => (specifier.startsWith('.') ? join(dirname(path), specifier) : specifier));
}

/** `import … from 'x'`, `export … from 'x'`, `import 'x'` at the start of a line; `import('x')` and `new URL('./x.ts'` anywhere. */
const importStatement =
  /^(?:import|export)\b(?:[^;'"]*\bfrom)?\s*['"]([^'"]+)['"]|\b(?:import|new URL)\(\s*['"](\.[^'"]+\.ts)['"]/gm;

/** Every source file that a file reaches through any chain of imports, itself left out. */
export function reachableFrom(path: string, graph: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [path];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const found = (graph.get(next) ?? []).filter((file) => graph.has(file) && !reached.has(file));
    for (const file of found) reached.add(file);
    open.push(...found);
  }
  return reached;
}
