import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import v1 from '../../schemas/v1.ts';
import v2 from '../../schemas/v2.ts';
import { ownDatabases } from '../../scripts/atlas/own-databases.ts';
import { dialectOf } from '../../src/dialects/registry.ts';
import { createDatabase } from '../../src/load/create-database.ts';

let folder = '';
const file = (version: number): string => join(folder, `app_v${version}.db`);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ntom-own-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function create(schema: typeof v1 | typeof v2): Promise<void> {
  const dialect = await dialectOf(`sqlite:${folder}`);
  const target = dialect.locate(`sqlite:${folder}`, 'app', schema.version);
  await createDatabase({ schema, dialect, target });
}

async function own(): Promise<readonly number[]> {
  const dialect = await dialectOf(`sqlite:${folder}`);
  return ownDatabases({ dialect, place: `sqlite:${folder}`, app: 'app', versions: [1, 2, 3] });
}

test('what ntom made is named, other versions and other files are not', async () => {
  await create(v1);
  await create(v2);
  new Database(file(4)).exec('CREATE TABLE mine (id INTEGER)').close();
  await writeFile(join(folder, 'app_v1.db.txt'), 'mine');
  expect(await own()).toEqual([1, 2]);
});

test('a database that something else made is refused', async () => {
  await create(v1);
  new Database(file(2)).exec('CREATE TABLE mine (id INTEGER)').close();
  await expect(own()).rejects.toThrow('app_v2.db was not made by ntom, so it stays');
});

test('so is a file that is no database', async () => {
  await writeFile(file(1), 'the only copy of my thesis, which is longer than the header of a database '.repeat(20));
  await expect(own()).rejects.toThrow(/app_v1\.db/);
});
