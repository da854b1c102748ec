import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import zlib from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExtractOptions } from '../../src/extract/run-extract.ts';
import { compressionNames } from '../../src/format/compression-name.ts';
import type { Manifest } from '../../src/format/manifest.ts';
import { createDatabase } from '../../src/load/create-database.ts';
import { identityPipeline } from '../../src/pipeline/identity-pipeline.ts';
import { int, text } from '../../src/schema/column-types.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { nastyTexts } from '../format/sample.ts';
import { databaseIn, extractTo, loadFrom, type TestDatabase } from '../support/cases/phases.ts';
import { engines, type TestEngine } from '../support/engines.ts';

const shop = schema(2, {
  item: table({ id: int().primaryKey(), name: text(200) }),
  sale: table({ id: int().primaryKey(), item: int() }),
  empty: table({ id: int().primaryKey() }),
});
const copying = identityPipeline(shop);
const inverse = { gzip: zlib.gunzipSync, zstd: zlib.zstdDecompressSync };

/** A text by its bytes, in the words of an engine. */
const textOf = {
  sqlite: (hex: string) => `CAST(x'${hex}' AS TEXT)`,
  mysql: (hex: string) => `CONVERT(x'${hex}' USING utf8mb4)`,
};

for (const engine of engines) describe(engine.name, engine.needs, () => testEngine(engine));

function testEngine(engine: TestEngine): void {
  let folder: string;
  let source: TestDatabase;
  let plain: Manifest;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ntom-compression-'));
    mkdirSync(join(folder, 'source'));
    source = await databaseIn(join(folder, 'source'), engine, 2);
    await createDatabase({ schema: shop, dialect: source.dialect, target: source.location });
    const texts = Array.from({ length: 20 }, () => nastyTexts).flat();
    const items = texts.map((name, id) => `(${id}, ${textOf[engine.name](Buffer.from(name).toString('hex'))})`);
    await engine.access.execute(source.location, `INSERT INTO item VALUES ${items.join(', ')}`);
    await engine.access.execute(source.location, `INSERT INTO sale VALUES (1, 1), (2, 1)`);
    plain = await extract('plain');
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  function extract(name: string, changes: Partial<ExtractOptions> = {}): Promise<Manifest> {
    return extractTo(join(folder, name), source, copying, { chunkRows: 500, ...changes });
  }

  test('without it, a part is its content and nothing is required', () => {
    expect(plain.requires).toEqual([]);
    for (const part of plain.tables.flatMap(({ parts }) => parts)) expect(part).not.toHaveProperty('content');
  });

  describe.each(compressionNames)('%s', (compression) => {
    const extension = { gzip: 'gz', zstd: 'zst' }[compression];

    test.each(['csv', 'jsonl'] as const)('the same data, in parts of %s that name themselves', async (format) => {
      const name = `${compression}-${format}`;
      const uncompressed = format === 'csv' ? plain : await extract('plain-jsonl', { format });
      const { requires, contentId, tables } = await extract(name, { format, compression });
      expect({ requires, contentId }).toEqual({ requires: [compression], contentId: plain.contentId });
      expect(tables.map(({ rowHash }) => rowHash)).toEqual(plain.tables.map(({ rowHash }) => rowHash));
      const parts = tables.flatMap((each) => each.parts);
      for (const [index, due] of uncompressed.tables.flatMap((each) => each.parts).entries()) {
        const part = parts[index];
        expect(part?.path).toBe(`${due.path}.${extension}`);
        expect(part?.content).toEqual({ compression, bytes: due.bytes, sha256: due.sha256 });
        const content = inverse[compression](readFileSync(join(folder, name, part?.path ?? '')));
        expect(
          content.equals(readFileSync(join(folder, due.path.endsWith('csv') ? 'plain' : 'plain-jsonl', due.path))),
        ).toBe(true);
      }
      const resources = JSON.parse(readFileSync(join(folder, name, 'datapackage.json'), 'utf8')) as {
        resources: { compression?: string }[];
      };
      expect(resources.resources.map((each) => each.compression)).toEqual([extension, extension, extension]);
    });

    test('two runs give the same bytes', async () => {
      for (const name of ['once', 'twice']) await extract(`${compression}-${name}`, { compression });
      const files = (name: string): Record<string, string> => {
        const within = join(folder, `${compression}-${name}`);
        const parts = readdirSync(within).filter((path) => path !== 'manifest.json');
        return Object.fromEntries(parts.map((path) => [path, readFileSync(join(within, path), 'latin1')]));
      };
      expect(files('once')).toEqual(files('twice'));
    });

    test('loads and verifies as it is', async () => {
      await extract(`${compression}-loaded`, { compression });
      const target = await databaseIn(join(folder, `${compression}-target`), engine, 2);
      mkdirSync(join(folder, `${compression}-target`));
      await loadFrom(join(folder, `${compression}-loaded`), shop, target);
      const [row] = await engine.access.query(target.location, 'SELECT count(*) AS items FROM item');
      expect(Number(row?.['items'])).toBe(nastyTexts.length * 20);
    });

    test('one byte of a part changed: there is no database', async () => {
      await extract(`${compression}-damaged`, { compression });
      const part = join(folder, `${compression}-damaged`, `sale.csv.${extension}`);
      const bytes = readFileSync(part);
      bytes[bytes.length - 9] = (bytes.at(-9) ?? 0) ^ 1;
      writeFileSync(part, bytes);
      const target = await databaseIn(join(folder, `${compression}-none`), engine, 2);
      mkdirSync(join(folder, `${compression}-none`));
      await expect(loadFrom(join(folder, `${compression}-damaged`), shop, target)).rejects.toMatchObject({
        code: 'PART_ALTERED',
        message: expect.stringContaining(`part sale.csv.${extension} was altered`),
      });
      expect(await target.location.sizeBytes()).toBeNull();
    });

    test('--table keeps the parts of the others as they are, keys checked', async () => {
      const whole = await extract(`${compression}-kept`, { compression });
      const again = extract(`${compression}-kept`, { compression, tables: ['sale'] });
      if (engine.name === 'mysql') await expect(again).rejects.toMatchObject({ code: 'EXTRACT_NOT_KEPT' });
      else expect((await again).tables).toEqual(whole.tables);
      await expect(extract(`${compression}-kept`, { tables: ['sale'] })).rejects.toMatchObject({
        code: 'EXTRACT_NOT_KEPT',
        message: expect.stringMatching(new RegExp(`its parts are compressed with ${compression}$`)),
      });
      await expect(extract('plain', { compression, tables: ['sale'] })).rejects.toMatchObject({
        message: expect.stringMatching(/its parts are not compressed$/),
      });
    });
  });
}
