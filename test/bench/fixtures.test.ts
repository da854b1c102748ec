import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { byHand, byMigrations } from '../../bench/fixtures/by-hand.ts';
import { byNtom } from '../../bench/fixtures/by-ntom.ts';
import type { MakeFresh } from '../../bench/fixtures/fresh-database.ts';
import { writeRows } from '../../bench/fixtures/write-rows.ts';
import { runBench } from '../../bench/run/run-bench.ts';
import type { Results } from '../../bench/run/results.ts';
import v3 from '../../schemas/v3.ts';

const fromSource = [
  '--conditions=ntom-source',
  '--import',
  import.meta.resolve('tsx'),
  join(import.meta.dirname, '../../src/cli/bin.ts'),
];
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ntom-bench-'));
  writeRows(folder);
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Tables with the columns and the rows that they have, and what else there is. */
function contentOf(database: Database): object {
  const tables = v3.tables.map(({ name }) => {
    const columns = database.pragma(`table_xinfo("${name}")`) as {
      name: string;
      type: string;
      notnull: number;
      pk: number;
    }[];
    const { n } = database.prepare(`SELECT count(*) AS n FROM "${name}"`).get() as { n: number };
    const described = columns.map((column) => `${column.name} ${column.type} ${column.notnull} ${column.pk}`);
    return { name, columns: described.sort(), rows: n, parents: parentsOf(database, name) };
  });
  const others = database
    .prepare("SELECT type, name FROM sqlite_schema WHERE type <> 'table' AND sql IS NOT NULL ORDER BY name")
    .all();
  return { tables, others, totals: database.prepare('SELECT * FROM country_total ORDER BY country_code').all() };
}

function parentsOf(database: Database, table: string): readonly string[] {
  const keys = database.pragma(`foreign_key_list("${table}")`) as { from: string; table: string; on_delete: string }[];
  return keys.map(({ from, table: parent, on_delete }) => `${from} ${parent} ${on_delete}`).sort();
}

test.each<[string, (folder: string, where: 'memory' | 'file') => MakeFresh]>([
  ['rows by hand', byHand],
  ['migrations', byMigrations],
])('%s make the same database as the fixture, in memory and in files', async (_, way) => {
  for (const where of ['memory', 'file'] as const) {
    const [ours, theirs] = [await byNtom(where)(), await way(folder, where)()];
    expect(contentOf(theirs.database)).toEqual(contentOf(ours.database));
    await ours.remove();
    await theirs.remove();
  }
  expect(readdirSync(join(folder, 'databases'))).toEqual([]);
});

test('all lines of fixtures are measured', { timeout: 120_000 }, async () => {
  const names = ['memory', 'memory-migrations', 'file', 'file-migrations', 'vitest'].map((name) => `fixtures-${name}`);
  const saved: Results[] = [];
  await runBench({
    ntom: [process.execPath, ...fromSource],
    data: join(folder, 'data'),
    rows: 4000,
    rounds: 1,
    lines: new Set(names),
    report: () => undefined,
    save: (results) => saved.push(results),
  });
  expect(saved[0]?.lines.map(({ name }) => name)).toEqual(names);
  for (const line of saved[0]?.lines ?? [])
    expect(line).toMatchObject({ ratio: expect.any(Number) as number, missing: [] });
  expect(saved[0]?.measurements.map(({ rows }) => rows)).toEqual(Array.from({ length: 8 }, () => 2));
});
