import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sourceFiles, sourceText } from '../support/source-tree.ts';

test('SECURITY.md names the environment variables that are read, and no other', () => {
  const read = sourceFiles().flatMap((file) =>
    [...sourceText(file).matchAll(/\benv\['(\w+)'\]/g)].map(([, name]) => name),
  );
  const page = readFileSync(new URL('../../SECURITY.md', import.meta.url), 'utf8');
  const [, section = ''] = page.split('\n## Environment variables\n');
  const rows = [...(section.split('\n## ')[0] ?? '').matchAll(/^\| (`.+?`) +\|/gm)].map(([, names = '']) => names);
  const named = rows.flatMap((names) => [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name));
  expect(new Set(named)).toEqual(new Set(read));
});

test('the environment is read in no other way, and only the command line knows it besides', () => {
  const reading = sourceFiles().filter((file) => sourceText(file).includes('process.env'));
  expect(reading).toEqual(['cli/context.ts', 'dialects/mysql/open.ts', 'failpoints/step.ts']);
});
