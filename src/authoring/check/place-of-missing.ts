import { posix } from 'node:path';
import { importsOf } from './imports-of.ts';
import type { SourceFiles } from './source-files.ts';

/**
 * Where a module is imported that is not there. `reason`: why a file could not be loaded, as Node.js says it, with paths from the
 * project's folder. null: it has another reason, or the import is not found.
 */
export function placeOfMissing(
  reason: string,
  sources: SourceFiles,
): { readonly file: string; readonly line: number } | null {
  const [, missing, file] = /^Cannot find (?:module|package) '(.+?)' imported from (\S.*)$/.exec(reason) ?? [];
  if (missing === undefined || file === undefined) return null;
  const place = importsOf(sources.text(file), sources.code(file)).find(
    ({ specifier }) => specifier !== null && isOf(specifier, missing, file),
  );
  return place === undefined ? null : { file, line: place.line };
}

/** Files are named by their path, packages by their name. */
function isOf(specifier: string, missing: string, file: string): boolean {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(file), specifier) === missing;
  return specifier === missing || specifier.startsWith(`${missing}/`);
}
