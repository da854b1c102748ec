import { globSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { importsOf, reachableFrom, sourceFiles, sourceRoot, sourceText } from './support/source-tree.ts';

const files = sourceFiles();
const graph = new Map(files.map((file) => [file, importsOf(file)]));
const inFolder = (folder: string): readonly string[] => files.filter((file) => file.startsWith(`${folder}/`));
const inCore = files.filter((file) => !file.startsWith('cli/'));

/** Every import of these files as `from -> to`, for those of which `to` is refused. */
function refusedImports(importers: readonly string[], isRefused: (to: string, from: string) => boolean): string[] {
  return importers.flatMap((from) => {
    const refused = (graph.get(from) ?? []).filter((to) => isRefused(to, from));
    return refused.map((to) => `${from} -> ${to}`);
  });
}

/** `file:line: text` of every line of these files that matches. */
function linesWith(paths: readonly string[], pattern: RegExp): string[] {
  return paths.flatMap((path) => {
    const lines = sourceText(path).split('\n');
    return lines.flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : []));
  });
}

test('the source tree is there, and every relative import of it is a file', () => {
  expect(files).toContain('index.ts');
  expect(refusedImports(files, (to) => to.endsWith('.ts') && !graph.has(to))).toEqual([]);
});

describe('the two phases never meet', () => {
  test.each([
    ['extract', 'load'],
    ['load', 'extract'],
  ])('no chain of imports leads from %s/ to %s/', (from, to) => {
    expect(inFolder(from)).not.toEqual([]);
    const meetings = inFolder(from).flatMap((file) => {
      const reached = [...reachableFrom(file, graph)].filter((other) => other.startsWith(`${to}/`));
      return reached.map((other) => `${file} -> … -> ${other}`);
    });
    expect(meetings).toEqual([]);
  });
});

describe('arrows point one way', () => {
  const base = [
    'errors.ts',
    'errors/',
    'events.ts',
    'failpoints/',
    'finding.ts',
    'node-version.ts',
    'package-version.ts',
    'schema/',
    'wasm/',
  ];
  const contracts = [
    'adoption',
    'dialect',
    'change',
    'diagnosis',
    'empty-database',
    'engine-rules',
    'row-sink',
    'source',
    'target',
    'location',
    'engines',
    'pulled',
    'reserved-words',
    'shown-place',
    'leftover',
    'path-lock',
    'removal',
  ].map((name) => `dialects/${name}.ts`);

  /** By folder, the starts of the paths in `src/` that its files may import, beside the folder itself. */
  const arrows: Record<string, readonly string[]> = {
    errors: ['dialects/engines.ts'],
    failpoints: ['failpoints/'],
    schema: [...base, ...contracts],
    dialects: base,
    pipeline: [...base, ...contracts],
    format: [...base, ...contracts],
    workers: [...base, ...contracts],
    extract: [...base, ...contracts, 'pipeline/', 'format/', 'workers/'],
    load: [...base, ...contracts, 'pipeline/', 'format/', 'workers/'],
    compare: [...base, ...contracts, 'format/', 'load/', 'workers/'],
    fixture: [
      ...base,
      ...contracts,
      'dialects/memory.ts',
      'dialects/registry.ts',
      'pipeline/',
      'format/',
      'extract/',
      'load/run-load.ts',
    ],
    testing: [
      ...base,
      ...contracts,
      ...['access-at', 'copies', 'key-text', 'memory', 'registry'].map((name) => `dialects/${name}.ts`),
      'pipeline/',
      'format/',
      'extract/',
      'load/',
      'project/',
    ],
    authoring: [
      ...base,
      ...contracts,
      'finding.ts',
      'pipeline/',
      'project/',
      'format/',
      'fixture/masked-columns.ts',
      'guard.ts',
    ],
    project: [
      ...base,
      ...contracts,
      'pipeline/',
      'guard.ts',
      'format/io-failure.ts',
      'format/partial-name.ts',
      'format/sync-folder.ts',
      'format/write-new-file.ts',
    ],
  };

  test.each(Object.entries(arrows))('%s/ imports only what lies below it', (folder, allowed) => {
    const mayImport = (to: string): boolean => [`${folder}/`, ...allowed].some((start) => to.startsWith(start));
    expect(inFolder(folder)).not.toEqual([]);
    expect(refusedImports(inFolder(folder), (to) => graph.has(to) && !mayImport(to))).toEqual([]);
  });

  test('the core never imports the command line', () => {
    expect(refusedImports(inCore, (to) => to.startsWith('cli/'))).toEqual([]);
  });
});

describe('engines stay in their folders', () => {
  const engines = readdirSync(new URL('dialects/', sourceRoot), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

  test('no line outside dialects/ names one, comments included', () => {
    expect(engines).not.toEqual([]);
    expect(
      linesWith(
        files.filter((file) => !file.startsWith('dialects/')),
        /sqlite|mysql|mariadb/i,
      ),
    ).toEqual([]);
  });

  test('drivers are imported in the folder of their engine only', () => {
    const isDriver = (name: string): boolean => /^(better-sqlite3|mysql2|node:sqlite)(\/|$)/.test(name);
    const outside = files.filter((file) => !engines.some((engine) => file.startsWith(`dialects/${engine}/`)));
    expect(refusedImports(outside, isDriver)).toEqual([]);
    expect(refusedImports(files, isDriver)).not.toEqual([]);
  });

  test('no engine imports another, and each has the same file names, whatever folders of its own', () => {
    const ownFiles = (engine: string): string[] =>
      inFolder(`dialects/${engine}`)
        .map((file) => file.slice(`dialects/${engine}/`.length))
        .filter((file) => !file.includes('/'));
    for (const engine of engines) {
      const others = engines.filter((other) => other !== engine).map((other) => `dialects/${other}/`);
      expect(
        refusedImports(inFolder(`dialects/${engine}`), (to) => others.some((other) => to.startsWith(other))),
      ).toEqual([]);
      expect(ownFiles(engine), engine).toEqual(ownFiles(engines[0] ?? engine));
    }
  });
});

test('the test runner is imported by its own entry only, which nothing imports', () => {
  expect(refusedImports(files, (to) => /^vitest(\/|$)/.test(to))).toEqual(['testing/vitest.ts -> vitest']);
  expect(refusedImports(files, (to) => to === 'testing/vitest.ts')).toEqual([]);
});

describe('the core reports, the command line prints', () => {
  test('no console outside cli/', () => {
    expect(linesWith(inCore, /\bconsole\b/)).toEqual([]);
  });

  test('nothing outside cli/ ends the process or writes to its streams', () => {
    const endsOrWrites = /\bprocess\.(exit|exitCode|abort|stdout|stderr|stdin)\b|\bfrom 'node:process'/;
    // A failpoint ends the process: that is what it is for.
    const others = inCore.filter((file) => file !== 'failpoints/armed.ts');
    expect(linesWith(others, endsOrWrites)).toEqual([]);
  });
});

test('no file is longer than 250 lines', () => {
  const tooLong = files.map((file) => ({ file, lines: sourceText(file).split('\n').length - 1 }));
  expect(tooLong.filter(({ lines }) => lines > 250)).toEqual([]);
});

test('the worked application is tested as its users would do it, without a file of ntom or of the scripts', () => {
  const tests = globSync('test/worked-application/*.ts');
  expect(tests).not.toEqual([]);
  const inside = tests.filter((path) => /from '(?:\.\.\/)+(?:src|scripts)\//.test(readFileSync(path, 'utf8')));
  expect(inside).toEqual([]);
});
