import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { directoryStore } from '../../src/format/directory-store.ts';
import { folderContent } from '../../src/format/folder-content.ts';
import { readManifest } from '../../src/format/manifest-file.ts';
import { manifestTable, partOf, sampleManifest, signed } from '../format/sample-manifest.ts';
import { errorOf } from '../format/sample.ts';
import { temporaryFolder } from '../format/temporary-folder.ts';
import { memoryStore } from './memory-store.ts';
import { codeOf, often } from './often.ts';

const sound = sampleManifest([
  manifestTable('city', [partOf('city.00001.csv', 'x'), partOf('city.00002.csv', 'y', 0)]),
  manifestTable('country', []),
]);

const hostileKeys = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '',
  '0',
  'length',
];
const anyKey = fc.oneof(fc.constantFrom(...hostileKeys, 'format', 'requires', 'tables', 'parts', 'path'), fc.string());
const anyNumber = fc.constantFrom(0, -0, -1, 0.5, 1, 2 ** 53 - 1, 2 ** 53, 1e300, -1e300);
const anyPlain = fc.oneof(fc.string({ unit: 'binary' }), anyNumber, fc.boolean(), fc.constant(null));
const { tree } = fc.letrec<{ tree: unknown; list: unknown[]; object: unknown }>((tie) => ({
  tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, anyPlain, tie('list'), tie('object')),
  list: fc.array(tie('tree'), { maxLength: 4 }),
  object: fc.dictionary(anyKey, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
}));

/** The members of a manifest, by their paths: `tables.0.rows`. */
function pathsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inside = Object.entries(value).flatMap(([key, each]) => pathsIn(each, [...path, key]));
  return path.length === 0 ? inside : [path, ...inside];
}

function withMember(path: readonly string[], key: string, value: unknown): object {
  const content: unknown = structuredClone(sound);
  const parents = path.slice(0, -1);
  let parent = content as Record<string, unknown>;
  for (const each of parents) parent = parent[each] as Record<string, unknown>;
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
  return content as object;
}

function reading(content: string | Uint8Array): Promise<unknown> {
  return readManifest(memoryStore(Buffer.from(content)));
}

const refusals = /^(?:MANIFEST_(?:INVALID|ALTERED|FUTURE_FORMAT|REQUIRES|UNSAFE_PATH))$/;
const untouched = (): void => expect(Object.keys(Object.prototype)).toEqual([]);

describe('is refused with a code', () => {
  test('whatever JSON it is', async () => {
    const property = fc.asyncProperty(tree, async (content) => {
      expect(await codeOf(() => reading(JSON.stringify(content)))).toMatch(refusals);
      untouched();
    });
    await fc.assert(property, often(200));
  });

  test('whatever bytes it is', async () => {
    const anyBytes = fc.oneof(
      fc.uint8Array(),
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(anyBytes, async (bytes) => {
        expect(await codeOf(() => reading(bytes))).toMatch(refusals);
      }),
      often(100),
    );
  });

  test('cut after any byte', async () => {
    const text = signed(sound);
    for (let length = 0; length < text.length; length += 7) {
      expect(await codeOf(() => reading(text.slice(0, length)))).toMatch(refusals);
    }
  });

  test('with any member replaced or added, and signed: or it is read as it is', async () => {
    const anyPath = fc.constantFrom(...pathsIn(sound));
    const property = fc.asyncProperty(anyPath, fc.option(anyKey), tree, async (path, added, value) => {
      // A list has a length of its own.
      fc.pre(added !== 'length');
      const content = withMember(path, added ?? path.at(-1) ?? '', value);
      const text = signed(content);
      let read: unknown;
      const code = await codeOf(async () => (read = await reading(text)));
      if (code === null) expect(signed(read as object)).toBe(text);
      else expect(code).toMatch(refusals);
      untouched();
    });
    await fc.assert(property, often(500));
  });
});

describe('takes no more memory than its size', () => {
  const mebibyte = 2 ** 20;
  const first = JSON.stringify(sound).slice(0, -1);

  test.each([
    ['brackets', '['.repeat(2 * mebibyte)],
    ['brackets in a part that nobody asked for', `${first},"x":${'['.repeat(2 * mebibyte)}`],
    ['closed brackets', `${'{"a":'.repeat(mebibyte)}1${'}'.repeat(mebibyte)}`],
    ['empty objects', `[${'{},'.repeat(6 * mebibyte)}{}]`],
    ['members', `{${'"a":0,'.repeat(5 * mebibyte)}"a":0}`],
  ])('%s are refused before they are parsed', async (_, text) => {
    expect(await errorOf(reading(text))).toMatchObject({
      code: 'MANIFEST_INVALID',
      message: expect.stringMatching(/: nested too deep, or too many values$/),
    });
  });

  test.each([
    ['requires', `"requires":[${'0,'.repeat(2 * mebibyte)}0]`, 'requires.0'],
    ['tables', `"requires":[],"tables":[${'0,'.repeat(2 * mebibyte)}0]`, ''],
  ])('of millions of wrong items in %s one is told', async (_, members, at) => {
    const error = await errorOf(reading(`{"format":1,${members}}`));
    expect(error).toMatchObject({ code: 'MANIFEST_INVALID', message: expect.stringContaining(at) });
    expect(error?.message.length).toBeLessThan(1000);
  });

  test('a message does not repeat a long name', async () => {
    const long = 'x'.repeat(mebibyte);
    const texts = [
      signed(withMember(['source', 'engine'], long, 1)),
      signed(withMember(['tables'], 'tables', [manifestTable(long, []), manifestTable(long, [])])),
      JSON.stringify({ format: 1, requires: [long] }),
      signed(withMember(['tables', '0', 'parts', '0', 'path'], 'path', long)),
    ];
    for (const text of texts) expect(await codeOf(() => reading(text))).toMatch(refusals);
  });

  test('a file of 100 MB is not looked into, whoever asks', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'manifest.json');
    writeFileSync(file, '{"format":1,"contentId":"x"}');
    expect(await folderContent(folder)).toBe('extract');
    truncateSync(file, 100_000_000);
    expect(await codeOf(() => readManifest(directoryStore(folder)))).toBe('MANIFEST_INVALID');
    expect(await folderContent(folder)).toBe('foreign');
  });

  test.each([
    ['gzip', 2000, 2_064_000],
    ['zstd', 4, 131_072],
  ] as const)('a part of %s cannot claim to hold more than its file can', async (compression, bytes, most) => {
    const claiming = (claimed: number): object => {
      const content = { compression, bytes: claimed, sha256: 'a'.repeat(64) };
      const { first, last, ...file } = partOf('city.csv', 'x');
      const part = { ...file, bytes, content, first, last };
      return { ...sampleManifest([manifestTable('city', [part])]), requires: [compression] };
    };
    expect(await errorOf(reading(signed(claiming(most))))).toBeNull();
    for (const claimed of [most + 1, 2 ** 53 - 1]) {
      expect(await errorOf(reading(signed(claiming(claimed))))).toMatchObject({
        code: 'MANIFEST_INVALID',
        message: expect.stringContaining(`at tables.0.parts.0.content.bytes: ${claimed}, but ${bytes} bytes of`),
      });
    }
  });
});

test.each([
  '../x',
  '..',
  '/etc/passwd',
  'a/b',
  String.raw`a\b`,
  'C:x',
  'x:stream',
  'a\0b',
  'a\nb',
  'a\u202eb',
  'a\u200fb',
  '.x',
  'x.',
  'x ',
  'CON',
  'con.csv',
  'Nul',
  'aux.csv.zst',
  'COM1.csv',
  'lpt9',
  'x'.repeat(300),
  '\ud800',
])('a part named %j cannot leave its folder, nor be a device', async (path) => {
  const content = sampleManifest([manifestTable('city', [partOf(path, 'x')])]);
  expect(await codeOf(() => reading(signed(content)))).toBe('MANIFEST_UNSAFE_PATH');
});

test.each(['x;DROP TABLE city', '`', '"', "'", 'a%2Fb.csv', 'conx.csv', 'com10.csv', '日本.csv'])(
  'a part named %j is a file like others',
  async (path) => {
    const content = sampleManifest([manifestTable('city', [partOf(path, 'x')])]);
    expect(await codeOf(() => reading(signed(content)))).toBeNull();
  },
);
