import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BoundQuery, ChunkQuery, RawRow, Source } from '../../src/dialects/source.ts';
import { createDatabase } from '../../src/load/create-database.ts';
import { copy } from '../../src/pipeline/copy.ts';
import { pipeline } from '../../src/pipeline/pipeline.ts';
import { planExtract, type TablePlan } from '../../src/pipeline/plan.ts';
import { sql } from '../../src/pipeline/sql.ts';
import { bigint, int } from '../../src/schema/column-types.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { databaseIn, type TestDatabase } from '../support/cases/phases.ts';
import { engines } from '../support/engines.ts';

/** Of `single`, the keys are different; of `pair`, they may repeat; `other` has an index, and may be NULL. */
const tables = {
  single: table({ a: bigint().primaryKey(), b: int() }),
  pair: table({ a: bigint(), b: int() }, { primaryKey: ['a', 'b'] }),
  other: table({ b: int().primaryKey(), a: bigint().nullable() }, { index: [['a']] }),
};
const v1 = schema(1, tables);
const made = pipeline(v1, schema(2, tables), {
  single: copy(),
  pair: copy(),
  other: sql`SELECT b, a FROM other`.chunkBy('a'),
});

const [least, most] = [-(2n ** 63n), 2n ** 63n - 1n];
const integer = fc.oneof(
  fc.bigInt({ min: -3n, max: 12n }),
  fc.bigInt({ min: least, max: most }),
  fc.constantFrom(least, least + 1n, most - 1n, most, 10n ** 15n),
);
const keys = fc.array(integer, { maxLength: 30 });

/** What a plain program would cut sorted keys into: as many rows as fit, or all of one key. */
function groups(sorted: readonly bigint[], size: number): bigint[][] {
  const cut: bigint[][] = [];
  for (let rest = sorted; rest.length > 0;) {
    const fitting = rest.filter((key) => rest.indexOf(key) <= size && rest.lastIndexOf(key) < size);
    const group = fitting.length > 0 ? fitting : rest.filter((key) => key === rest[0]);
    cut.push(group);
    rest = rest.slice(group.length);
  }
  return cut;
}

async function read(source: Source, query: ChunkQuery): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const batch of source.rows(query)) rows.push(...batch);
  return rows;
}

const sortedKeys = (values: readonly bigint[]) => values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));

describe.each(engines)('on $name', (engine) => {
  let folder: string;
  let database: TestDatabase;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ntom-ranges-'));
    database = await databaseIn(folder, engine, 1);
    await createDatabase({ schema: v1, dialect: database.dialect, target: database.location });
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  async function fill(of: keyof typeof tables, values: readonly (bigint | string | null)[]): Promise<void> {
    const rows = values.map((a, b) => `(${a}, ${b})`);
    const insert = rows.length === 0 ? '' : `INSERT INTO ${of} (a, b) VALUES ${rows.join(', ')};`;
    await engine.access.execute(database.location, `DELETE FROM ${of}; ${insert}`);
  }

  /** The plan of a table, the rows of each chunk, and all of them as one chunk. */
  async function chunksOf(of: keyof typeof tables, chunkRows: number) {
    await using source = await database.dialect.openSource(database.location);
    const plans = await planExtract(source, { pipeline: made, engine: engine.name, chunkRows });
    const plan = plans.find(({ table: { name } }) => name === of) as TablePlan;
    const chunks: RawRow[][] = [];
    for (const { query } of plan.chunks) chunks.push(await read(source, query));
    const whole: BoundQuery = source.tableQuery(of, of === 'other' ? ['b', 'a'] : ['a', 'b']);
    const all = await read(source, { ...whole, orderBy: of === 'other' ? ['b'] : plan.table.primaryKey, range: null });
    return { plan, chunks, all };
  }

  const keysOf = (rows: readonly RawRow[], at: number) => rows.map((row) => row[at] as bigint);
  const runs = { numRuns: engine.name === 'sqlite' ? 100 : 25 };

  test('a table in parts has its rows in their order, each once, and no part is too large', async () => {
    await fc.assert(
      fc.asyncProperty(
        keys,
        fc.constantFrom('single', 'pair'),
        fc.integer({ min: 1, max: 8 }),
        async (some, of, size) => {
          const values = of === 'single' ? [...new Set(some)] : some;
          await fill(of, values);
          const { plan, chunks, all } = await chunksOf(of, size);
          expect(chunks.flat()).toEqual(all);
          expect(all).toHaveLength(values.length);
          const known = plan.chunks.map(({ query }) => query.rows);
          if (of === 'single' || plan.rows === 0) expect(known).toEqual(chunks.map(({ length }) => length));
          const rows = of === 'single' ? Math.ceil(values.length / Math.max(1, Math.ceil(values.length / size))) : size;
          const due = groups(sortedKeys(values), rows);
          expect(chunks.map((chunk) => keysOf(chunk, 0))).toEqual(due.length === 0 ? [[]] : due);
        },
      ),
      runs,
    );
  });

  test.runIf(engine.name === 'mysql')('rows that are missing, or too many, are an error', async () => {
    await fill('single', [1n, 2n, 3n]);
    await using source = await database.dialect.openSource(database.location);
    const query = { ...source.tableQuery('single', ['a', 'b']), orderBy: ['a'], range: null };
    expect(await read(source, { ...query, rows: 3 })).toHaveLength(3);
    await expect(read(source, { ...query, rows: 4 })).rejects.toThrow('it sent 3 of 4 rows');
    await expect(read(source, { ...query, rows: 2 })).rejects.toThrow('it sent 3 of 2 rows');
  });

  test('a query that is cut by another column too: each part by itself in the order of the key', async () => {
    await fc.assert(
      fc.asyncProperty(keys, fc.integer({ min: 1, max: 8 }), async (values, size) => {
        await fill('other', values);
        const { plan, chunks, all } = await chunksOf('other', size);
        expect(chunks.flat().toSorted(([a], [b]) => Number((a as bigint) - (b as bigint)))).toEqual(all);
        const due = groups(sortedKeys(values), size);
        expect(chunks.map((chunk) => sortedKeys(keysOf(chunk, 1)))).toEqual(due.length === 0 ? [[]] : due);
        for (const chunk of chunks) expect(keysOf(chunk, 0)).toEqual(sortedKeys(keysOf(chunk, 0)));
        expect(plan.uncut).toBe(values.length === 0 ? 'no row has a value in a' : null);
      }),
      runs,
    );
  });

  test('a column with NULL cuts nothing, and the plan says why', async () => {
    await fill('other', [1n, null, 3n, 4n]);
    const { plan, chunks, all } = await chunksOf('other', 1);
    expect(plan.uncut).toBe('a is NULL in some rows');
    expect(chunks).toEqual([all]);
  });

  test('one row far before all others does not make one part of these', async () => {
    const values = [1n, ...Array.from({ length: 1000 }, (_, index) => 10n ** 15n + BigInt(index))];
    await fill('single', values);
    const { plan, chunks } = await chunksOf('single', 100);
    expect(chunks.map(({ length }) => length)).toEqual([...Array.from({ length: 10 }, () => 91), 91]);
    expect(plan.chunks).toHaveLength(11);
  });
});
