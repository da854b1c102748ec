import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { blob, int, pipeline, schema, table, text } from '../../src/index.ts';
import type { EngineName } from '../../src/dialects/engines.ts';
import { databaseIn, extractTo, type TestDatabase } from '../support/cases/phases.ts';
import { engines } from '../support/engines.ts';
import { hasServerBinary } from '../support/mariadb/binaries.ts';
import { needsMysql } from '../support/mariadb/needs-mysql.ts';
import { crossings, expectSameThere, filled, sized, testFolder, timeout } from './trip.ts';

const photos = schema(1, { photo: table({ id: int().primaryKey(), content: blob(), words: text() }) });

const [manyRows, manyBytes] = [sized(20, 1000), sized(100_000, 1_000_000)];
const [fewRows, fewBytes] = [3, sized(1_200_000, 60_000_000)];
const textBytes = sized(1_600_000, 64_000_000);
/** All of the few and the text are longer. */
const packetBytes = sized(1024 * 1024, 16 * 1024 * 1024);

/** Bytes, and a text of as many, that no reader and no writer may take as they are. */
const values: Readonly<Record<EngineName, { blob: (bytes: number) => string; text: (bytes: number) => string }>> = {
  sqlite: {
    blob: (bytes) => `randomblob(${bytes})`,
    text: (bytes) => `replace(hex(zeroblob(${bytes / 4})), '00', '"é,')`,
  },
  mysql: {
    blob: (bytes) => `repeat(unhex('0022FF5C'), ${bytes / 4})`,
    text: (bytes) => `repeat('"é,', ${bytes / 4})`,
  },
};

/** One script a row: a server keeps a transaction in memory. Long rows are between short ones, where none expects them. */
function scripts(engine: EngineName): readonly string[] {
  const { blob: bytes, text: words } = values[engine];
  const row = (id: number, content: string, said: string) => `INSERT INTO photo VALUES (${id}, ${content}, ${said})`;
  const many = Array.from({ length: manyRows }, (_, index) => row(index, bytes(manyBytes), `''`));
  const short = Array.from({ length: 3000 }, (_, index) => `(${5000 + index}, x'00', 'short')`);
  const few = Array.from({ length: fewRows }, (_, index) => row(10_000 + index, bytes(fewBytes), `'few'`));
  return [...many, `INSERT INTO photo VALUES ${short.join(', ')}`, ...few, row(20_000, `x''`, words(textBytes))];
}

/** For sessions that begin afterwards. Of a server that is this file's own. */
async function setPacket({ engine, location }: TestDatabase, bytes: number): Promise<void> {
  if (engine.name === 'mysql') await engine.access.execute(location, `SET GLOBAL max_allowed_packet = ${bytes}`);
}

const mysql = engines.find(({ name }) => name === 'mysql') ?? expect.fail();
const ownServer = needsMysql(hasServerBinary, 'no mariadbd');

describe.each(crossings)('values longer than a packet, from $name', ({ from, to }) => {
  test('go there and are the same', { ...ownServer, timeout }, async () => {
    const folder = testFolder();
    const server = await filled(join(folder, 'settings'), mysql, photos, []);
    await setPacket(server, 2 ** 30);
    const source = await filled(join(folder, 'source'), from, photos, scripts(from.name));
    await setPacket(server, packetBytes);
    const { tables } = await expectSameThere(folder, source, to, photos);
    expect(tables[0]?.rows).toBe(manyRows + 3000 + fewRows + 1);
  });
});

describe('what a server makes less of in a query', ownServer, () => {
  const letters = schema(1, { letter: table({ id: int().primaryKey(), a: text(), b: text() }) });
  const bodies = schema(2, { letter: table({ id: int().primaryKey(), body: text().nullable() }) });
  let database: TestDatabase;
  afterEach(() => setPacket(database, 16 * 1024 * 1024));

  test.each([
    ['NULL for a long text', 'SELECT id, concat(a, b) AS body FROM letter', 'Result of concat() was larger'],
    ['a list that is cut', `SELECT 1 AS id, group_concat(a, b) AS body FROM letter`, 'was cut by GROUP_CONCAT()'],
  ])('%s is no value', { timeout }, async (_, query, reason) => {
    const folder = testFolder();
    const row = `INSERT INTO letter VALUES (1, repeat('a', 800000), repeat('b', 800000)), (2, 'a', 'b')`;
    database = await filled(join(folder, 'source'), mysql, letters, [row]);
    await setPacket(database, 1024 * 1024);
    const made = pipeline(letters, bodies, { letter: { sql: query, parameters: [] } });
    const reasons = [expect.stringContaining(reason)] as string[];
    await expect(extractTo(join(folder, 'extract'), database, made)).rejects.toMatchObject({
      code: 'QUERY_VALUES_CUT',
      details: { reasons },
    });
    await setPacket(database, 16 * 1024 * 1024);
    const { tables } = await extractTo(
      join(folder, 'extract'),
      await databaseIn(join(folder, 'source'), mysql, 1),
      made,
    );
    expect(tables[0]?.rows).toBeGreaterThan(0);
  });
});
