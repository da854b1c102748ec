import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NtomEvent } from '../../src/events.ts';
import { createDatabase } from '../../src/load/create-database.ts';
import type { PipelineDefinition } from '../../src/pipeline/definition.ts';
import { pipeline } from '../../src/pipeline/pipeline.ts';
import { sql } from '../../src/pipeline/sql.ts';
import { int, text } from '../../src/schema/column-types.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { databaseIn, extractTo, partTexts, type TestDatabase } from '../support/cases/phases.ts';
import { engines } from '../support/engines.ts';

const item = table(
  { id: int().primaryKey(), ordered: int(), gift: int().nullable(), article: text(9), unsought: int() },
  { index: [['ordered'], ['gift'], ['article']] },
);
const v1 = schema(1, { item });
const v2 = schema(2, { item: table({ id: int().primaryKey(), article: text(9) }) });

type Item = { id: number; ordered: number; gift: number | null; article: string; unsought: number };
const items = sql<Item>`SELECT id, ordered, gift, article, unsought FROM item`;
const cutBy = (column: keyof Item): PipelineDefinition =>
  pipeline(v1, v2, { item: items.chunkBy(column).map(({ id, article }) => ({ id, article })) });

describe.each(engines)('on $name', (engine) => {
  let folder: string;
  let database: TestDatabase;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ntom-chunk-by-'));
    database = await databaseIn(join(folder, 'data'), engine, 1);
    await createDatabase({ schema: v1, dialect: database.dialect, target: database.location });
    await engine.access.execute(
      database.location,
      `INSERT INTO item (id, ordered, gift, article, unsought) VALUES
         (1, 20, 1, 'a', 1), (2, 10, NULL, 'b', 2), (3, 20, 2, 'c', 3), (4, 10, 3, 'd', 4), (5, 90, 4, 'e', 5)`,
    );
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  async function extract(made: PipelineDefinition, chunkRows = 2) {
    const events: NtomEvent[] = [];
    const directory = join(mkdtempSync(join(folder, 'extract-')), 'v2');
    const manifest = await extractTo(directory, database, made, { chunkRows, onEvent: (event) => events.push(event) });
    const notices = events.flatMap((event) => (event.type === 'notice' ? [event.message] : []));
    return {
      manifest,
      parts: partTexts(directory, manifest),
      notices: notices.filter((each) => each.includes('chunkBy')),
    };
  }

  test('parts are ranges of the column, each in the order of the primary key', async () => {
    const { parts, notices } = await extract(cutBy('ordered'));
    expect(parts).toEqual({
      'item.00001.csv': '"id","article"\n2,"b"\n4,"d"\n',
      'item.00002.csv': '"id","article"\n1,"a"\n3,"c"\n',
      'item.00003.csv': '"id","article"\n5,"e"\n',
    });
    expect(notices).toEqual([]);
  });

  test.each([
    ['gift', 'gift is NULL in some rows'],
    ['article', 'not every value of article is an integer'],
    ['unsought', 'the engine would read all rows for each range of unsought'],
  ] as const)('by %s it is one part, with all rows, and the run says why', async (column, why) => {
    const { parts, notices } = await extract(cutBy(column));
    expect(Object.entries(parts)).toEqual([['item.csv', '"id","article"\n1,"a"\n2,"b"\n3,"c"\n4,"d"\n5,"e"\n']]);
    expect(notices).toEqual([`item is one part in spite of .chunkBy('${column}'): ${why}`]);
  });

  test('however it is cut, it is the same data', async () => {
    const ids = await Promise.all(
      (['id', 'ordered', 'unsought'] as const).map(async (column) => (await extract(cutBy(column))).manifest.contentId),
    );
    expect(new Set(ids).size).toBe(1);
  });

  test('a column that the query does not return is refused', async () => {
    const made = pipeline(v1, v2, { item: sql`SELECT id, article FROM item`.chunkBy('ordered') });
    await expect(extract(made)).rejects.toMatchObject({
      code: 'PIPELINE_CHUNK_UNKNOWN',
      message: "pipeline 1to2, table item: .chunkBy('ordered') names a column that the query does not return",
    });
  });
});
