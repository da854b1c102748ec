import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { Manifest } from '../../../src/format/manifest.ts';
import type { CaseFolder } from './case-folder.ts';

/** Files of `expected/` that are not of an extract: what `ntom diff` and `ntom new` say. */
const authoredFiles = ['diff.txt', 'new.ts'];

/**
 * Compares an extract with `expected/` of its case: every part, and `extract.json`. `vitest -u` writes what differs; a file
 * that was missing is written and fails the test all the same, until someone has looked at it.
 */
export async function expectExtract(each: CaseFolder, directory: string, manifest: Manifest): Promise<void> {
  const expected = fileURLToPath(new URL('expected', each.url));
  const before = existsSync(expected) ? readdirSync(expected).sort() : [];
  const files = expectedFiles(each, directory, manifest);
  for (const [name, text] of files) await expect(text, name).toMatchFileSnapshot(join(expected, name));
  const extracted = before.filter((name) => !authoredFiles.includes(name));
  expect(extracted, 'the files of expected/').toEqual([...files.keys()].sort());
}

function expectedFiles(each: CaseFolder, directory: string, manifest: Manifest): ReadonlyMap<string, string> {
  const summary = `${JSON.stringify(summaryOf(manifest), null, 2)}\n`;
  if (each.options.given !== undefined) return new Map([['extract.json', summary]]);
  const parts = manifest.tables.flatMap((table) => table.parts.map(({ path }) => path));
  return new Map([
    ['extract.json', summary],
    ...parts.map((path) => [path, readFileSync(join(directory, path), 'utf8')] as const),
  ]);
}

/** What does not depend on when, where and by which version the extract was made. */
export function summaryOf({ contentId, tables, accounting }: Manifest) {
  return {
    contentId,
    tables: tables.map(({ name, rows, nextId, rowHash }) => ({ name, rows, nextId, rowHash })),
    accounting,
  };
}
