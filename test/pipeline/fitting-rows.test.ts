import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase } from '../../src/load/create-database.ts';
import { identityPipeline } from '../../src/pipeline/identity-pipeline.ts';
import { planExtract } from '../../src/pipeline/plan.ts';
import { blob, int, text } from '../../src/schema/column-types.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { databaseIn, type TestDatabase } from '../support/cases/phases.ts';
import { engines } from '../support/engines.ts';

const document = { id: int().primaryKey(), content: blob() };
const documents = schema(2, {
  large: table(document),
  small: table(document),
  few: table(document),
  longer_later: table(document),
  longer_first: table(document),
  bounded: table({ id: int().primaryKey(), name: text(60) }),
});
const copying = identityPipeline(documents);
const [longBytes, shortBytes] = [600_000, 10];

/** By table, the number of bytes in each row. */
const contents = {
  large: Array.from({ length: 40 }, () => longBytes),
  small: Array.from({ length: 40 }, () => shortBytes),
  few: Array.from({ length: 20 }, () => 2 * longBytes),
  longer_later: Array.from({ length: 40 }, (_, index) => (index < 20 ? shortBytes : longBytes)),
  longer_first: Array.from({ length: 4000 }, (_, index) => (index < 40 ? longBytes : shortBytes)),
};

const bytesOf = {
  sqlite: (count: number) => `zeroblob(${count})`,
  mysql: (count: number) => `REPEAT('x', ${count})`,
};

describe.each(engines)('on $name', (engine) => {
  let folder: string;
  let database: TestDatabase;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ntom-fitting-'));
    database = await databaseIn(folder, engine, 2);
    await createDatabase({ schema: documents, dialect: database.dialect, target: database.location });
    for (const [name, sizes] of Object.entries(contents)) {
      const rows = sizes.map((size, index) => `(${index + 1}, ${bytesOf[engine.name](size)})`);
      await engine.access.execute(database.location, `INSERT INTO ${name} VALUES ${rows.join(', ')}`);
    }
    const names = Array.from({ length: 4000 }, (_, index) => `(${index}, 'name')`);
    await engine.access.execute(database.location, `INSERT INTO bounded VALUES ${names.join(', ')}`);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  /** By table, the keys that its parts begin with; null: there is one. */
  async function begins(chunkRows: number): Promise<Record<string, readonly (bigint | undefined)[] | null>> {
    await using source = await database.dialect.openSource(database.location);
    const plans = await planExtract(source, { pipeline: copying, engine: engine.name, chunkRows });
    return Object.fromEntries(
      plans.map(({ table: { name }, chunks }) => [
        name,
        chunks.length === 1 ? null : chunks.map(({ query }) => query.range?.from),
      ]),
    );
  }

  test('a table of long rows is cut into parts of about 16 MB, the same on every engine', async () => {
    expect(await begins(100_000)).toMatchObject({
      large: [1n, 11n, 21n, 31n],
      small: null,
      few: null,
      longer_later: [1n, 21n],
      bounded: null,
    });
  });

  test('rows that are long at one place only do not make a thousand parts', async () => {
    const { longer_first: parts } = await begins(100_000);
    expect(parts).toHaveLength(Math.ceil(4000 / 111));
  });

  test('no part has more rows than without it', async () => {
    const { large, small } = await begins(8);
    expect({ large, small }).toEqual({ large: [1n, 9n, 17n, 25n, 33n], small: [1n, 9n, 17n, 25n, 33n] });
  });
});
