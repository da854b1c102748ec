import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import oneToTwo from '../../pipelines/1to2.ts';
import twoToThree from '../../pipelines/2to3.ts';
import { sha256Of } from '../../scripts/atlas/file-facts.ts';
import { seedDatabase } from '../../scripts/atlas/seed-database.ts';
import { extractStep, loadStep } from '../../scripts/atlas/step.ts';
import type { Manifest } from '../../src/format/manifest.ts';
import type { PipelineDefinition } from '../../src/pipeline/definition.ts';
import { queryAll } from './query-all.ts';

const cities = 135_233;
const oneMinuteMs = 60_000;

let folder = '';
let extracts: Record<'v2' | 'v3', Manifest>;
/** sha256 of a source file before and after it was read. */
const sources: { readonly before: string; readonly after: string }[] = [];

/** The rows of a query on the database of a schema version. */
const inVersion = (version: number, sql: string) => queryAll(join(folder, `app_v${version}.db`), sql);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ntom-world-'));
  await seedDatabase(`sqlite:${folder}`, null);
  extracts = { v2: await migrate(oneToTwo), v3: await migrate(twoToThree) };
}, 2 * oneMinuteMs);

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function migrate(pipeline: PipelineDefinition): Promise<Manifest> {
  const source = join(folder, `app_v${pipeline.from.version}.db`);
  const extract = join(folder, `v${pipeline.to.version}`);
  const before = await sha256Of(source);
  const manifest = await extractStep(`sqlite:${folder}`, pipeline, extract);
  await loadStep(`sqlite:${folder}`, pipeline.to, extract);
  sources.push({ before, after: await sha256Of(source) });
  return manifest;
}

test('all countries and cities arrive', () => {
  const counts = 'SELECT (SELECT count(*) FROM country) AS countries, (SELECT count(*) FROM city) AS cities';
  for (const version of [1, 2, 3]) expect(inVersion(version, counts)).toEqual([{ countries: 250, cities }]);
});

test('the databases are whole, and the sources untouched', () => {
  for (const version of [2, 3]) {
    expect(inVersion(version, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(inVersion(version, 'PRAGMA foreign_key_check')).toEqual([]);
    expect(inVersion(version, 'PRAGMA user_version')).toEqual([{ user_version: version }]);
  }
  expect(sources.map(({ after }) => after)).toEqual(sources.map(({ before }) => before));
});

test('nobody is lost: the inhabitants in the rows and in both totals are those of schema 1', () => {
  const [before] = inVersion(1, 'SELECT sum(population) AS inhabitants FROM city');
  expect(before).toEqual({ inhabitants: 3_133_032_118 });
  for (const table of ['city', 'country_total', 'region_total']) {
    expect(inVersion(3, `SELECT sum(population) AS inhabitants FROM ${table}`), table).toEqual([before]);
  }
});

test('the accounting explains every row that is not there', () => {
  const accounts = extracts.v3.accounting.filter(({ dropped }) => dropped.length > 0);
  expect(accounts).toMatchObject([
    {
      table: 'translation',
      rows: 5750,
      written: [{ table: 'translation', rows: 5495, how: 'each' }],
      dropped: [{ reason: 'the same as in English, which is the fallback', rows: 255 }],
    },
  ]);
  const city = extracts.v2.accounting.find(({ table }) => table === 'city');
  expect(city).toMatchObject({ rows: cities, written: [{ table: 'city', rows: cities, how: 'each' }], dropped: [] });
});

test('lists are unpacked: as many items as the source has', () => {
  const items = (column: string, separator: string): number => {
    const lists = inVersion(1, `SELECT ${column} AS list FROM country`).map(({ list }) => String(list));
    return lists.filter((list) => list !== '').flatMap((list) => list.split(separator)).length;
  };
  const rows = (table: string) => inVersion(2, `SELECT count(*) AS n FROM ${table}`)[0]?.n;
  expect(rows('country_language')).toBe(items('languages', ';'));
  expect(rows('country_currency')).toBe(items('currencies', ';'));
  expect(rows('border')).toBe(items('borders', ','));
  expect(rows('domain')).toBe(items('domains', ','));
  expect(rows('capital')).toBe(items('capitals', ', '));
});

test('borders are symmetric where the source has them so', () => {
  const oneSided = `
    SELECT country_code, neighbour_code FROM border AS there WHERE NOT EXISTS (
      SELECT 1 FROM border AS back
      WHERE back.country_code = there.neighbour_code AND back.neighbour_code = there.country_code
    )`;
  expect(inVersion(3, oneSided)).toEqual([{ country_code: 'LKA', neighbour_code: 'IND' }]);
});

test('slugs are unique in a country, plain, and only namesakes have a number', () => {
  expect(inVersion(3, 'SELECT count(*) AS n FROM (SELECT DISTINCT country_code, slug FROM city)')).toEqual([
    { n: cities },
  ]);
  expect(inVersion(3, "SELECT slug FROM city WHERE slug GLOB '*[^a-z0-9-]*'")).toEqual([]);
  const paris =
    "SELECT slug, population FROM city WHERE country_code = 'USA' AND name = 'Paris' ORDER BY population DESC";
  const [largest, ...others] = inVersion(3, paris);
  expect(largest).toMatchObject({ slug: 'paris' });
  expect(others.length).toBeGreaterThan(3);
  for (const { slug } of others) expect(slug).toMatch(/^paris-\d+$/);
});

test('coordinates are exact: the decimals are the doubles of schema 1, to the last digit', () => {
  const before = inVersion(1, 'SELECT id, latitude, longitude FROM city ORDER BY id');
  const after = inVersion(3, 'SELECT id, latitude, longitude FROM city ORDER BY id');
  const wrong = after.filter((row, index) => {
    const numbers = { id: row.id, latitude: Number(row.latitude), longitude: Number(row.longitude) };
    return JSON.stringify(numbers) !== JSON.stringify(before[index]);
  });
  expect(wrong).toEqual([]);
  expect(after.filter(({ latitude }) => !/^-?\d{1,2}\.\d{5}$/.test(String(latitude)))).toEqual([]);
});

test('words became values', () => {
  const kosovo = inVersion(2, "SELECT independent, number, area FROM country WHERE name = 'Kosovo'");
  expect(kosovo).toEqual([{ independent: null, number: null, area: 10908 }]);
  expect(inVersion(2, "SELECT area FROM country WHERE code = 'SJM'")).toEqual([{ area: null }]);
  expect(inVersion(3, 'SELECT is_capital FROM city WHERE id = 2988507')).toEqual([{ is_capital: 1 }]);
  expect(inVersion(3, "SELECT ascii_name FROM domain WHERE name = 'рф'")).toEqual([{ ascii_name: 'xn--p1ai' }]);
});
