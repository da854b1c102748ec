import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { failure } from '../../src/errors.ts';
import type { NtomEvent } from '../../src/events.ts';
import { runRehearsal, type Rehearsal, type RehearsalOptions } from '../../src/extract/rehearse/run-rehearsal.ts';
import { createDatabase } from '../../src/load/create-database.ts';
import { copy } from '../../src/pipeline/copy.ts';
import { pipeline } from '../../src/pipeline/pipeline.ts';
import { int, text } from '../../src/schema/column-types.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { databaseIn, extractTo, type TestDatabase } from '../support/cases/phases.ts';
import { engines, type TestEngine } from '../support/engines.ts';
import { contentOf } from '../support/migration.ts';

const author = table({ id: int().primaryKey(), name: text(20) });
const v1 = schema(1, { author, book: table({ id: int().primaryKey(), title: text(20), author: int() }) });
const v2 = schema(2, {
  author: table({ id: int().primaryKey(), name: text(20, z.string().min(2)) }),
  book: table({ id: int().primaryKey(), title: text(8), author: int().references('author.id') }),
});
const step = pipeline(v1, v2, { author: copy(), book: copy() });

const rows = `
  INSERT INTO author VALUES (1, 'Ada'), (2, 'Bo');
  INSERT INTO book VALUES (1, 'one', 1), (2, 'two', 2), (3, 'three', 2);`;
const wrongRows = `
  INSERT INTO author VALUES (3, 'C'), (4, 'D');
  INSERT INTO book VALUES (4, 'much too long', 1), (5, 'longer than that', 2), (6, 'six', 77);`;

interface Stage {
  readonly extracts: string;
  readonly source: TestDatabase;
  readonly rehearse: (changes?: Partial<RehearsalOptions>) => Promise<Rehearsal>;
}

async function stage(engine: TestEngine, script: string): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'ntom-rehearse-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const source = await databaseIn(join(folder, 'data'), engine, 1);
  const target = await databaseIn(join(folder, 'data'), engine, 2);
  await createDatabase({ schema: v1, dialect: source.dialect, target: source.location });
  await engine.access.execute(source.location, script);
  const extracts = join(folder, 'extracts');
  const rehearse: Stage['rehearse'] = (changes) =>
    runRehearsal({
      pipeline: step,
      dialect: source.dialect,
      source: source.location,
      target: target.location,
      extracts,
      format: 'csv',
      compression: null,
      maxRejects: 100,
      chunkRows: 2,
      signal: new AbortController().signal,
      onEvent: () => undefined,
      ...changes,
    });
  return { extracts, source, rehearse };
}

for (const engine of engines) {
  describe(engine.name, engine.needs, () => {
    test('it counts what an extract has, and leaves nothing behind', async () => {
      const { extracts, source, rehearse } = await stage(engine, rows);
      const before = await engine.access.contentHash(source.location);
      const rehearsal = await rehearse({ compression: 'gzip' });
      expect(existsSync(extracts)).toBe(false);
      expect(await engine.access.contentHash(source.location)).toBe(before);

      const manifest = await extractTo(join(extracts, 'v2'), source, step, { compression: 'gzip', chunkRows: 2 });
      const { contentId, accounting } = manifest;
      const tables = manifest.tables.map(({ name, rows: written, parts }) => {
        const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
        return { name, rows: written, parts: parts.length, bytes, rejected: 0 };
      });
      expect(rehearsal).toMatchObject({ contentId, accounting, tables, rejects: { rows: 0, listed: 0, reasons: [] } });
      expect(rehearsal.disk.extractBytes).toBe(tables.reduce((sum, { bytes }) => sum + bytes, 0));
      expect(rehearsal.disk.sourceBytes).toBe(await source.location.sizeBytes());
      expect(rehearsal.disk.sourceBytes).toBeGreaterThan(0);
      expect(rehearsal.disk.database === null).toBe(source.location.folder === null);
      expect(rehearsal.disk.extract.freeBytes).toBeGreaterThan(0);
      expect(rehearsal.downtime.totalMs).toBe(rehearsal.downtime.extractMs + rehearsal.downtime.loadMs);
    });

    test('rejected rows are grouped by reason, and an earlier extract stays as it is', async () => {
      const { extracts, source, rehearse } = await stage(engine, rows);
      await extractTo(join(extracts, 'v2'), source, step);
      await engine.access.execute(source.location, wrongRows);
      const hash = await engine.access.contentHash(source.location);
      const before = contentOf(extracts);
      const events: NtomEvent[] = [];
      const { tables, rejects, contentId } = await rehearse({ onEvent: (event) => events.push(event) });
      expect(contentOf(extracts)).toEqual(before);
      expect(await engine.access.contentHash(source.location)).toBe(hash);
      expect(contentId).toBe(null);
      expect(tables).toMatchObject([
        { name: 'author', rows: 2, rejected: 2 },
        { name: 'book', rows: 4, rejected: 3 },
      ]);
      expect(rejects).toMatchObject({ rows: 5, listed: 5 });
      expect(rejects.reasons).toEqual([
        {
          table: 'author',
          column: 'name',
          message: 'Too small: expected string to have >=2 characters',
          rows: 2,
          examples: [
            { row: 3, key: { id: 3 }, message: expect.any(String), value: 'C' },
            { row: 4, key: { id: 4 }, message: expect.any(String), value: 'D' },
          ],
        },
        {
          table: 'book',
          column: 'title',
          message: 'has … characters, at most 8 are allowed',
          rows: 2,
          examples: [
            expect.objectContaining({ row: 4, message: 'has 13 characters, at most 8 are allowed' }),
            expect.objectContaining({ row: 5, value: 'longer than that' }),
          ],
        },
        expect.objectContaining({ table: 'book', column: 'author', rows: 1 }),
      ]);
      expect(events.map(({ type }) => type)).not.toContain('rejected');
    });
  });
}

const [firstEngine] = engines;
if (firstEngine === undefined) throw new TypeError('there are no engines');

test('of more rejected rows than are wanted the reasons of the first are told, all are counted', async () => {
  const { rehearse } = await stage(firstEngine, rows + wrongRows);
  expect((await rehearse({ maxRejects: 1 })).rejects).toMatchObject({ rows: 5, listed: 1, reasons: [{ rows: 1 }] });
  expect((await rehearse({ maxRejects: 0 })).rejects).toEqual({ rows: 5, listed: 0, reasons: [] });
});

test('a disk with too little room is told', async () => {
  const { source, rehearse } = await stage(firstEngine, rows);
  expect((await rehearse()).disk).toMatchObject({ isOneDisk: true, isEnough: true });
  const large = { ...source.location, sizeBytes: async () => 1e18 };
  const { disk } = await rehearse({ source: large });
  expect(disk).toMatchObject({ sourceBytes: 1e18, databaseBytes: 2e18, isEnough: false });
  const elsewhere = { ...source.location, folder: null };
  expect((await rehearse({ target: elsewhere })).disk).toMatchObject({
    database: null,
    isOneDisk: false,
    isEnough: true,
  });
});

test('interrupted, it leaves nothing behind and says how to run it again', async () => {
  const { extracts, source, rehearse } = await stage(firstEngine, rows);
  await extractTo(join(extracts, 'v2'), source, step);
  const before = contentOf(extracts);
  const controller = new AbortController();
  let wasThere = false;
  const onEvent = ({ type }: NtomEvent): void => {
    if (type !== 'table-finished') return;
    wasThere = readdirSync(extracts).some((name) => name.startsWith('.rehearsal-'));
    controller.abort(failure('INTERRUPTED', { what: 'rehearse' }));
  };
  await expect(rehearse({ signal: controller.signal, onEvent })).rejects.toMatchObject({
    code: 'INTERRUPTED',
    aftermath: {
      state: [{ is: 'unchanged' }, { what: expect.stringMatching(/extracts$/), is: 'unchanged' }],
      next: 'ntom rehearse 1to2',
    },
  });
  expect(wasThere).toBe(true);
  expect(contentOf(extracts)).toEqual(before);
});

test('what extract refuses, it refuses, and leaves nothing behind', async () => {
  const { extracts, source, rehearse } = await stage(firstEngine, rows);
  await firstEngine.access.execute(source.location, 'ALTER TABLE author ADD COLUMN born TEXT');
  await expect(rehearse()).rejects.toMatchObject({
    code: 'SOURCE_STRUCTURE_DIFFERS',
    aftermath: { next: 'ntom rehearse 1to2' },
  });
  const missing = await databaseIn(join(extracts, '../nothing'), firstEngine, 1);
  await expect(rehearse({ source: missing.location })).rejects.toMatchObject({
    code: 'SOURCE_MISSING',
    aftermath: { next: 'ntom status' },
  });
  expect(existsSync(extracts)).toBe(false);
});
