import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { builtNtom } from '../support/built.ts';
import { temporaryProject } from './temporary-project.ts';

// Built, ntom lets Node's own loader do what it can; from its sources, tsx loads all. Both have to come to the same.

const repository = fileURLToPath(new URL('../..', import.meta.url));
const tsx = createRequire(import.meta.url).resolve('tsx');
const built = builtNtom();
const programs = mkdtempSync(join(tmpdir(), 'ntom-built-'));

afterAll(() => rmSync(programs, { recursive: true, force: true }));

interface Loaded {
  /** Of each file, its default export or what was thrown. */
  readonly results: readonly unknown[];
  /** What the files noted in `globalThis.log`, in order. */
  readonly log: readonly unknown[];
  readonly isTsxUsed: boolean;
}

/** Loads files of a project one after the other in a process of its own. */
function load(kind: 'built' | 'source', directory: string, files: readonly string[]): Loaded {
  const [folder, extension] = kind === 'built' ? [join(built, 'dist'), 'js'] : [join(repository, 'src'), 'ts'];
  const program = join(programs, `${kind}.mjs`);
  writeFileSync(
    program,
    `import { createRequire } from 'node:module';
    import { loadModule } from '${pathToFileURL(join(folder, `project/load-module.${extension}`)).href}';
    const [directory, ...files] = process.argv.slice(2);
    globalThis.log = [];
    const results = [];
    for (const file of files) {
      try {
        results.push(await loadModule(directory + '/' + file, directory, { expected: 'x', accepts: () => true }));
      } catch (error) {
        results.push(error.code + ': ' + error.message);
      }
    }
    const isTsxUsed = Object.keys(createRequire(import.meta.url).cache).some((path) => path.includes('/esbuild/'));
    console.log(JSON.stringify({ results, log, isTsxUsed }));`,
  );
  const options = kind === 'built' ? [] : ['--conditions=ntom-source', '--import', tsx];
  const output = execFileSync(process.execPath, [...options, program, directory, ...files], {
    encoding: 'utf8',
    stdio: 'pipe',
  });
  return JSON.parse(output) as Loaded;
}

const shared = `export interface Row { a: number }
  export const one: number = 1;
  globalThis.log.push('shared');`;
const strict = '{ "compilerOptions": { "module": "nodenext" } }';

interface Case {
  readonly files: Readonly<Record<string, string>>;
  /** Files to load; default `a.ts`. */
  readonly load?: readonly string[];
  readonly isTsxUsed: boolean;
}

const cases: Readonly<Record<string, Case>> = {
  'types alone': {
    files: {
      'a.ts': `import { one, type Row } from './shared.ts';\nconst row = { a: one } satisfies Row as Row;\nexport default row;`,
    },
    isTsxUsed: false,
  },
  'ntom and zod that are not installed': {
    files: {
      'a.ts': `import { z } from 'zod'; import { text } from 'ntom'; export default [typeof z.string, typeof text];`,
    },
    isTsxUsed: false,
  },
  'a package without a type': {
    files: { 'package.json': '{}', 'a.ts': `import { one } from './shared.ts'; export default one;` },
    isTsxUsed: false,
  },
  'a package of type commonjs': {
    files: {
      'package.json': '{ "type": "commonjs" }',
      'a.ts': `import { one } from './shared.ts'; export default one;`,
    },
    isTsxUsed: false,
  },
  'await, and a cycle': {
    files: {
      'a.ts': `import { b } from './b.ts'; export const a = await Promise.resolve(2); export default b() + a;`,
      'b.ts': `import { a } from './a.ts'; export const b = (): number => a;`,
    },
    isTsxUsed: false,
  },
  'something thrown': {
    files: { 'a.ts': `import './shared.ts';\n  const x: string = 'no licence';\n  throw new Error(x);` },
    isTsxUsed: false,
  },
  'a syntax error of other text than the file': {
    files: { 'a.ts': `import './shared.ts';\nglobalThis.log.push('a');\nexport default JSON.parse('{');` },
    load: ['a.ts', 'a.ts'],
    isTsxUsed: false,
  },
  'an enum': {
    files: { 'a.ts': `import { one } from './shared.ts'; enum E { x = 7 } export default E.x + one;` },
    isTsxUsed: true,
  },
  'a namespace': { files: { 'a.ts': `namespace N { export const x = 7; } export default N.x;` }, isTsxUsed: true },
  'a type imported as if it were a value': {
    files: { 'a.ts': `import { Row, one } from './shared.ts'; const row: Row = { a: one }; export default row;` },
    isTsxUsed: true,
  },
  'a file of types alone imported as if it had values': {
    files: {
      'a.ts': `import { T } from './types.ts'; const x: T = 1; export default x;`,
      'types.ts': `export type T = number;`,
    },
    isTsxUsed: true,
  },
  'a name without an extension': {
    files: { 'a.ts': `import { one } from './shared'; export default one;` },
    isTsxUsed: true,
  },
  'the name of the compiled file': {
    files: { 'a.ts': `import { one } from './shared.js'; export default one;` },
    isTsxUsed: true,
  },
  'the name of the compiled file, which is there too': {
    files: { 'a.ts': `import { one } from './shared.js'; export default one;`, 'shared.js': 'export const one = 2;' },
    isTsxUsed: true,
  },
  'an alias': {
    files: {
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }',
      'a.ts': `import { one } from '@/shared.ts'; export default one;`,
    },
    isTsxUsed: true,
  },
  'fields of a class as an older compiler has them': {
    files: {
      'tsconfig.json': '{ "compilerOptions": { "useDefineForClassFields": false } }',
      'a.ts': `class A { set x(_: number) { globalThis.log.push('set'); } } class B extends A { x = 1; } export default Object.keys(new B());`,
    },
    isTsxUsed: true,
  },
  'a decorator': {
    files: {
      'tsconfig.json': '{ "compilerOptions": { "experimentalDecorators": true } }',
      'a.ts': `const note = (c: { name: string }): void => void globalThis.log.push(c.name); @note class A {} export default typeof A;`,
    },
    isTsxUsed: true,
  },
  'a parameter that is a property': {
    files: { 'a.ts': `class A { constructor(readonly x: number) {} } export default new A(3);` },
    isTsxUsed: true,
  },
  'an import while it runs': { files: { 'a.ts': `export default (await import('./shared')).one;` }, isTsxUsed: true },
  'a syntax error': { files: { 'a.ts': `import './shared.ts';\n export default f(;` }, isTsxUsed: true },
  'a file that is not there': {
    files: { 'a.ts': `import './shared.ts';\n import './missing.ts'; export default 1;` },
    isTsxUsed: true,
  },
  'a package that is not there': { files: { 'a.ts': `import 'missing'; export default 1;` }, isTsxUsed: true },
  'a name that is not exported': {
    files: { 'a.ts': `import { two } from './shared.ts'; export default two;` },
    isTsxUsed: true,
  },
  'a file for tsx after others': {
    files: {
      'a.ts': `import { one } from './shared.ts'; globalThis.log.push('a'); export const key = Symbol(); export default one;`,
      'b.ts': `import './missing-export.ts'; export default 0;`,
      'missing-export.ts': `import { nothing } from './shared.ts'; globalThis.log.push('never', nothing);`,
      'c.ts': `import { one } from './shared.ts'; import { key } from './a.ts'; import { d } from './d.ts';
        enum E { x = 7 } export default [one, typeof key, d, E.x];`,
      'd.ts': `globalThis.log.push('d'); export const d = 4;`,
    },
    load: ['a.ts', 'b.ts', 'c.ts', 'a.ts', 'd.ts'],
    isTsxUsed: true,
  },
};

test.each(Object.entries(cases))('%s', (_, { files, load: names = ['a.ts'], isTsxUsed }) => {
  const directory = temporaryProject({
    'package.json': '{ "type": "module" }',
    'tsconfig.json': strict,
    'shared.ts': shared,
    ...files,
  });
  const expected = load('source', directory, names);
  const found = load('built', directory, names);
  expect({ results: found.results, log: found.log }).toEqual({ results: expected.results, log: expected.log });
  expect(found.isTsxUsed).toBe(isTsxUsed);
});
