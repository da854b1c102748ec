import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tsconfigNeeds } from '../../../src/authoring/init/tsconfig-needs.ts';
import { tsconfigText } from '../../../src/authoring/init/tsconfig-text.ts';
import { temporaryProject } from '../../project/temporary-project.ts';

const good = '"allowImportingTsExtensions": true, "noEmit": true, "module": "nodenext"';

test.each<[string, Record<string, string>, readonly string[]]>([
  ['the one that init writes', { 'tsconfig.json': tsconfigText }, []],
  [
    'comments and commas at the end',
    { 'tsconfig.json': `{ // "strict": false\n "compilerOptions": { /* , */ ${good}, }, }` },
    [],
  ],
  [
    'texts that look like comments',
    { 'tsconfig.json': `{ "x": "//, }", "compilerOptions": { ${good} }, "include": ["**/*"] }` },
    [],
  ],
  ['nothing in it', { 'tsconfig.json': '{}' }, ['allowImporting']],
  ['not to be read', { 'tsconfig.json': '{' }, ['allowImporting']],
  ['CommonJS', { 'tsconfig.json': '{ "compilerOptions": { "module": "CommonJS" } }' }, ['allowImporting', 'module']],
  [
    'a bundler',
    { 'tsconfig.json': `{ "compilerOptions": { ${good}, "module": "esnext", "moduleResolution": "Bundler" } }` },
    [],
  ],
  ['old resolution', { 'tsconfig.json': `{ "compilerOptions": { ${good}, "moduleResolution": "node" } }` }, ['module']],
  ['not strict', { 'tsconfig.json': `{ "compilerOptions": { ${good}, "strict": false } }` }, ['strict']],
  ['src only', { 'tsconfig.json': `{ "compilerOptions": { ${good} }, "include": ["src/**/*"] }` }, ['include']],
  [
    'named folders',
    { 'tsconfig.json': `{ "compilerOptions": { ${good} }, "include": ["src", "./schemas", "pipelines/**/*.ts"] }` },
    [],
  ],
  [
    'what it extends counts, and what it says itself counts more',
    {
      'tsconfig.json': `{ "extends": ["./base", "@acme/tsconfig/strict.json"], "compilerOptions": { "strict": true } }`,
      'base.json': `{ "compilerOptions": { "rewriteRelativeImportExtensions": true, "strict": false }, "include": ["src"] }`,
      'node_modules/@acme/tsconfig/strict.json': `{ "compilerOptions": { "module": "amd" } }`,
    },
    ['module'],
  ],
  [
    'what it extends is not there, or itself',
    { 'tsconfig.json': `{ "extends": ["./tsconfig.json", "missing", "./no"], "compilerOptions": { ${good} } }` },
    [],
  ],
])('%s', (_, files, needs) => {
  const found = tsconfigNeeds(join(temporaryProject(files), 'tsconfig.json'));
  expect(found).toEqual(needs.map((need) => expect.stringContaining(need)));
});
