import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import v3 from '../../schemas/v3.ts';
import { sizeOf } from '../../scripts/atlas/file-facts.ts';
import { exampleSample } from '../../scripts/atlas/sample.ts';
import { sampleExtract } from '../../scripts/atlas/sample-extract.ts';
import { loadStep } from '../../scripts/atlas/step.ts';
import { directoryStore } from '../../src/format/directory-store.ts';
import { readManifest } from '../../src/format/manifest-file.ts';
import { queryAll } from './query-all.ts';

const example = join(import.meta.dirname, '..', '..', 'extracts', 'example');

/** Holds the databases of schemas 1 and 2 and the extracts `v2` and `v3`. */
let there = '';
/** Holds the database of the example. */
let loaded = '';

beforeAll(async () => {
  there = await mkdtemp(join(tmpdir(), 'ntom-there-'));
  loaded = await mkdtemp(join(tmpdir(), 'ntom-loaded-'));
  await sampleExtract(exampleSample, there);
  await loadStep(`sqlite:${loaded}`, v3, example);
});

afterAll(async () => {
  await rm(there, { recursive: true });
  await rm(loaded, { recursive: true });
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
    const database = join(loaded, 'app_v3.db');
    expect(queryAll(database, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(queryAll(database, 'PRAGMA foreign_key_check')).toEqual([]);
    const countries = queryAll(database, 'SELECT code FROM country ORDER BY code').map(({ code }) => code);
    expect(countries).toEqual(exampleSample.countries.toSorted());
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
