import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import threeToTwo from '../../pipelines/3to2.ts';
import v2 from '../../schemas/v2.ts';
import v3 from '../../schemas/v3.ts';
import { sizeOf } from '../../scripts/atlas/file-facts.ts';
import { exampleSample } from '../../scripts/atlas/sample.ts';
import { sampleExtract } from '../../scripts/atlas/sample-extract.ts';
import { extractStep, loadStep } from '../../scripts/atlas/step.ts';
import { directoryStore } from '../../src/format/directory-store.ts';
import { readManifest } from '../../src/format/manifest-file.ts';
import { queryAll } from './query-all.ts';

const example = join(import.meta.dirname, '..', '..', 'extracts', 'example');

/** Holds the databases of schemas 1 and 2 and the extracts `v2` and `v3`: the way there. */
let there = '';
/** Holds the databases of schemas 3 and 2 and the extract `v2`: the way back. */
let back = '';

beforeAll(async () => {
  there = await mkdtemp(join(tmpdir(), 'ntom-there-'));
  back = await mkdtemp(join(tmpdir(), 'ntom-back-'));
  await sampleExtract(exampleSample, there);
  await loadStep(`sqlite:${back}`, v3, example);
  await extractStep(`sqlite:${back}`, threeToTwo, join(back, 'v2'));
  await loadStep(`sqlite:${back}`, v2, join(back, 'v2'));
});

afterAll(async () => {
  await rm(there, { recursive: true });
  await rm(back, { recursive: true });
});

describe('the committed example', () => {
  test('is what the pipelines make today, byte for byte', async () => {
    const made = join(there, 'v3');
    const parts = await partsOf(made);
    expect(await partsOf(example)).toEqual(parts);
    for (const part of parts) {
      expect(await readFile(join(example, part), 'utf8'), part).toBe(await readFile(join(made, part), 'utf8'));
    }
    const [committed, fresh] = [await factsOf(example), await factsOf(made)];
    expect(committed).toEqual(fresh);
  });

  test('is small, and its database is whole', async () => {
    expect(await sizeOf(example)).toBeLessThan(200_000);
    const database = join(back, 'app_v3.db');
    expect(queryAll(database, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(queryAll(database, 'PRAGMA foreign_key_check')).toEqual([]);
    const countries = queryAll(database, 'SELECT code FROM country ORDER BY code').map(({ code }) => code);
    expect(countries).toEqual(exampleSample.countries.toSorted());
  });

  test('has two cities of one name, of which the smaller has its id in the slug', () => {
    const namesakes =
      "SELECT slug FROM city WHERE country_code = 'AUT' AND name = 'Sankt Peter' ORDER BY population DESC";
    const slugs = queryAll(join(back, 'app_v3.db'), namesakes).map(({ slug }) => slug);
    expect(slugs).toEqual(['sankt-peter', expect.stringMatching(/^sankt-peter-\d+$/)]);
  });

  test('has a country without a city, in the totals too', () => {
    const empty = queryAll(join(back, 'app_v3.db'), 'SELECT * FROM country_total WHERE cities = 0');
    expect(empty).toEqual([{ country_code: 'HMD', cities: 0, big_cities: 0, population: 0, largest_city_id: null }]);
  });
});

describe('release 3 at work', () => {
  test('triggers keep the totals, the view shows the largest city, ids go on where they were', async () => {
    const file = join(there, 'at-work.db');
    await cp(join(back, 'app_v3.db'), file);
    const overview = "SELECT slug, cities, population, largest_city FROM country_overview WHERE code = 'LIE'";
    const [before] = queryAll(file, overview);
    const { highest } = queryAll(file, 'SELECT max(id) AS highest FROM city')[0] as { highest: number };
    const database = new Database(file);
    const insert = database.prepare(`
      INSERT INTO city (country_code, slug, name, search_name, feature_code, population, latitude, longitude)
      VALUES ('LIE', 'neudorf', 'Neudorf', 'neudorf', 'PPL', 100, '47.10000', '9.50000')`);
    expect(Number(insert.run().lastInsertRowid)).toBe(highest + 1);
    const { cities, population } = before as { cities: number; population: number };
    expect(queryAll(file, overview)).toEqual([{ ...before, cities: cities + 1, population: population + 100 }]);
    database.exec("UPDATE city SET population = 150 WHERE slug = 'neudorf' AND country_code = 'LIE'");
    expect(queryAll(file, overview)).toEqual([{ ...before, cities: cities + 1, population: population + 150 }]);
    database.exec("DELETE FROM city WHERE slug = 'neudorf' AND country_code = 'LIE'");
    expect(queryAll(file, overview)).toEqual([before]);
    expect(() => insert.run().changes && insert.run()).toThrow(/UNIQUE/);
    database.close();
  });
});

describe('3to2, the way back', () => {
  const goesBack = (table: string, columns: string): void => {
    const query = `SELECT ${columns} FROM ${table} ORDER BY 1, 2`;
    const before = queryAll(join(there, 'app_v2.db'), query);
    expect(before).not.toEqual([]);
    expect(queryAll(join(back, 'app_v2.db'), query)).toEqual(before);
  };

  test.each(v2.tables.map(({ name }) => name).filter((name) => name !== 'city' && name !== 'country'))(
    'gives back every row of %s',
    (table) => goesBack(table, '*'),
  );

  test('gives back cities, but for the divisions that release 3 does not keep', () => {
    const columns = 'id, country_code, name, search_name, feature_code, population, latitude, longitude';
    goesBack('city', columns);
    expect(queryAll(join(there, 'app_v2.db'), 'SELECT 1 FROM city WHERE admin_code IS NOT NULL')).not.toEqual([]);
    expect(queryAll(join(back, 'app_v2.db'), 'SELECT 1 FROM city WHERE admin_code IS NOT NULL')).toEqual([]);
  });

  test('gives back countries, but for the Olympic codes', () => {
    const kept = v2.tables.find(({ name }) => name === 'country')?.columns.map(({ name }) => name) ?? [];
    goesBack('country', kept.filter((name) => name !== 'olympic_code').join(', '));
    expect(queryAll(join(back, 'app_v2.db'), 'SELECT 1 FROM country WHERE olympic_code IS NOT NULL')).toEqual([]);
  });
});

async function partsOf(extract: string): Promise<string[]> {
  return (await readdir(extract)).filter((name) => name.endsWith('.csv')).sort();
}

/** What a manifest says of the data, and not of the run that wrote it. */
async function factsOf(extract: string): Promise<object> {
  const { contentId, tables, accounting, target } = await readManifest(directoryStore(extract));
  return { contentId, tables, accounting, target };
}
