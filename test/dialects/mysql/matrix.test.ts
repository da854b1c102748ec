import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { datetime, int, schema, table } from '../../../src/index.ts';
import { dialectOf } from '../../../src/dialects/registry.ts';
import { runExtract } from '../../../src/extract/run-extract.ts';
import type { Manifest } from '../../../src/format/manifest.ts';
import { createDatabase } from '../../../src/load/create-database.ts';
import { runLoad } from '../../../src/load/run-load.ts';
import { identityPipeline } from '../../../src/pipeline/identity-pipeline.ts';
import { finished, startNtom } from '../../cli/run-ntom.ts';
import { temporaryProject } from '../../project/temporary-project.ts';
import { hasServerBinary } from '../../support/mariadb/binaries.ts';
import { needsMysql } from '../../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../../support/mariadb/private-server.ts';
import matrixSchema, { matrixRows } from './matrix-schema.ts';

const app = 'tfault_matrix';
const quiet = { signal: new AbortController().signal, onEvent: () => undefined };

let folder: string;
let origin: Manifest;

async function extract(place: string, to: string): Promise<Manifest> {
  const dialect = await dialectOf(place);
  const source = dialect.locate(place, app, 3);
  const usual = { format: 'csv', compression: null, tables: null, maxRejects: 10, chunkRows: 10 } as const;
  const run = { pipeline: identityPipeline(matrixSchema), dialect, source, directory: join(folder, to) };
  return (await runExtract({ ...run, ...usual, ...quiet })).manifest;
}

async function load(from: string, place: string): Promise<void> {
  const dialect = await dialectOf(place);
  const target = dialect.locate(place, app, 3);
  const run = { schema: matrixSchema, dialect, target, directory: join(folder, from) };
  await runLoad({ ...run, replace: true, verify: 'full', ...quiet });
}

/** From SQLite to the server and back into SQLite: everything as it was. */
async function expectRoundTrip(server: PrivateServer): Promise<void> {
  await load('origin', server.url);
  const there = await extract(server.url, 'there');
  expect(contentOf(there)).toEqual(contentOf(origin));
  const back = `sqlite:${folder}/back`;
  await load('there', back);
  expect(contentOf(await extract(back, 'again'))).toEqual(contentOf(origin));
  const [row] = await server.ask(`SELECT hex(words) AS words FROM ${app}_v3.odd WHERE id = 2`);
  expect(row).toEqual({ words: Buffer.from('\\ \\n \\" \' " `').toString('hex').toUpperCase() });
}

function contentOf({ contentId, tables }: Manifest) {
  return { contentId, tables: tables.map(({ name, rows, rowHash, nextId }) => ({ name, rows, rowHash, nextId })) };
}

describe('whatever a server is set to, nothing changes on the way', needsMysql(hasServerBinary, 'no mariadbd'), () => {
  let server: PrivateServer;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ntom-matrix-'));
    const place = `sqlite:${folder}`;
    const dialect = await dialectOf(place);
    await createDatabase({ schema: matrixSchema, dialect, target: dialect.locate(place, app, 3) });
    const database = new BetterSqlite3(join(folder, `${app}_v3.db`));
    for (const sql of matrixRows) database.exec(sql);
    database.close();
    origin = await extract(place, 'origin');
    server = await startServer();
  });

  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  /** For new sessions, until the end of the work. */
  async function withSettings(settings: Readonly<Record<string, string | number>>, work: () => Promise<void>) {
    const names = Object.keys(settings);
    const [before] = await server.ask(`SELECT ${names.map((name) => `@@global.${name} AS ${name}`).join(', ')}`);
    const set = (values: Readonly<Record<string, unknown>>) =>
      server.ask(names.map((name) => `SET GLOBAL ${name} = ${JSON.stringify(values[name])}`).join(';'));
    await set(settings);
    try {
      await work();
    } finally {
      await set({ ...before, ...numbers(before ?? {}) });
    }
  }

  test.each([
    'DEFAULT',
    'STRICT_TRANS_TABLES',
    '',
    'ANSI',
    'NO_BACKSLASH_ESCAPES',
    'PAD_CHAR_TO_FULL_LENGTH',
    'ANSI_QUOTES,PIPES_AS_CONCAT',
    'TRADITIONAL',
    'ORACLE',
    'NO_ZERO_IN_DATE,NO_ZERO_DATE,HIGH_NOT_PRECEDENCE,IGNORE_SPACE,REAL_AS_FLOAT',
  ])('sql_mode %j', async (mode) => {
    if (mode === 'DEFAULT') return expectRoundTrip(server);
    await withSettings({ sql_mode: mode }, () => expectRoundTrip(server));
  });

  test.each(['-11:00', '+13:00', '+05:30'])('the time zone %s of the server', async (zone) => {
    await withSettings({ time_zone: zone }, () => expectRoundTrip(server));
  });

  test('a TIMESTAMP is read as it is in UTC, whatever the time zone of the server', async () => {
    const moments = schema(3, { moment: table({ id: int().primaryKey(), at: datetime(6) }) });
    const dialect = await dialectOf(server.url);
    const source = dialect.locate(server.url, 'tfault_moments', 3);
    await createDatabase({ schema: moments, dialect, target: source });
    await server.ask(`USE tfault_moments_v3; ALTER TABLE moment MODIFY at TIMESTAMP(6) NOT NULL;
      SET time_zone = '+00:00'; INSERT INTO moment VALUES (1, '2024-03-31 02:30:00.123456')`);
    await withSettings({ time_zone: '-11:00' }, async () => {
      const usual = { format: 'csv', compression: null, tables: null, maxRejects: 10, chunkRows: 10 } as const;
      const run = { pipeline: identityPipeline(moments), dialect, source, directory: join(folder, 'moments') };
      await runExtract({ ...run, ...usual, ...quiet });
    });
    const text = readFileSync(join(folder, 'moments/moment.csv'), 'utf8');
    expect(text).toBe('"id","at"\n1,"2024-03-31 02:30:00.123456"\n');
  });

  test.each(['America/New_York', 'Asia/Kathmandu'])('the time zone %s of the process', async (zone) => {
    const schemaFile = new URL('matrix-schema.ts', import.meta.url).pathname;
    const project = temporaryProject({
      'ntom.config.ts': `export default { app: '${app}', database: '${server.url}' };`,
      'schemas/v3.ts': `export { default } from '${schemaFile}';`,
    });
    const ntom = async (...argv: string[]) => {
      const { code, out, err } = await finished(startNtom(project, [...argv, '--json'], { TZ: zone }));
      expect({ code, err }).toEqual({ code: 0, err: '' });
      return JSON.parse(out.trimEnd().split('\n').at(-1) ?? '') as { contentId: string };
    };
    await ntom('load', '3', '--replace', '--in', join(folder, 'origin'));
    expect((await ntom('extract', '3')).contentId).toBe(origin.contentId);
  });

  test('local_infile is off: rows are sent as statements', async () => {
    await withSettings({ local_infile: 0 }, async () => {
      const before = await loadsOf(server);
      await expectRoundTrip(server);
      expect(await loadsOf(server)).toBe(before);
    });
    const before = await loadsOf(server);
    await load('origin', server.url);
    const parts = origin.tables.flatMap((table) => table.parts.filter(({ rows }) => rows > 0));
    expect(await loadsOf(server)).toBe(before + parts.length);
  });

  test.each([0, 1])('packets of at most 1 MB, local_infile %i', async (on) => {
    await withSettings({ max_allowed_packet: 1024 * 1024, local_infile: on }, () => expectRoundTrip(server));
  });

  test('latin1 is the default character set', async () => {
    const latin1 = { character_set_server: 'latin1', collation_server: 'latin1_swedish_ci' };
    await withSettings(latin1, () => expectRoundTrip(server));
  });

  test('the server writes names of tables in lower case', async () => {
    await using other = await startServer({ 'lower-case-table-names': 1 });
    await expectRoundTrip(other);
    const dialect = await dialectOf(other.url);
    const upper = schema(3, { Parent: table({ id: int().primaryKey() }), child: table({ id: int().primaryKey() }) });
    await expect(
      createDatabase({ schema: upper, dialect, target: dialect.locate(other.url, 'Tfault', 3) }),
    ).rejects.toMatchObject({ code: 'TARGET_LOWERS_NAMES', details: { names: ['Tfault_v3', 'Parent'] } });
    expect(await other.ask("SHOW DATABASES LIKE 'tfault\\_v%'")).toEqual([]);
  });

  test('a foreign key that would lose its action is refused', async () => {
    const dialect = await dialectOf(server.url);
    const child = table({ id: int().primaryKey(), parent: int().references('parent.id', { onDelete: 'set default' }) });
    const orphaning = schema(4, { parent: table({ id: int().primaryKey() }), child });
    await expect(
      createDatabase({ schema: orphaning, dialect, target: dialect.locate(server.url, 'tfault', 4) }),
    ).rejects.toMatchObject({ code: 'TARGET_WITHOUT_SET_DEFAULT', details: { foreignKeys: ['child_parent_fkey'] } });
    expect(await server.ask("SHOW DATABASES LIKE 'tfault\\_v4%'")).toEqual([]);
  });

  test('a row that is larger than a packet is named before it is sent', async () => {
    const settings = { max_allowed_packet: 64 * 1024, local_infile: 0 };
    const details = { table: 'odd', key: 'id 101', column: 'long_text', most: expect.any(Number) as number };
    const expected = { code: 'PACKET_TOO_SMALL', details };
    await withSettings(settings, () => expect(load('origin', server.url)).rejects.toMatchObject(expected));
  });
});

async function loadsOf(server: PrivateServer): Promise<number> {
  const [row] = await server.ask("SHOW GLOBAL STATUS LIKE 'Com_load'");
  return Number(row?.['Value']);
}

/** A number in quotes is no number to a server. */
function numbers(values: Readonly<Record<string, unknown>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (/^\d+$/.test(String(value)) ? [[name, Number(value)]] : [])),
  );
}
