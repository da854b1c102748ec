import { afterEach, describe, expect, test, vi } from 'vitest';
import { mysql } from '../../../src/dialects/mysql/dialect.ts';
import { insertPart } from '../../../src/dialects/mysql/insert.ts';
import { mysqlLocation } from '../../../src/dialects/mysql/location.ts';
import { connect } from '../../../src/dialects/mysql/open.ts';
import { findTable } from '../../../src/schema/definition.ts';
import { startRogueServer } from '../../support/mariadb/rogue-server.ts';
import { sourceFiles, sourceText } from '../../support/source-tree.ts';
import { app, library } from './library.ts';

const wanted = '/etc/passwd';
const records = '1,"a shelf"\n2,"another"\n';

function locationOn(port: number) {
  return mysqlLocation(mysql.locate(`mysql://root@127.0.0.1:${port}`, app, 3));
}

describe('a server that asks for a file', () => {
  test.each([
    { what: 'reading', run: (port: number) => mysql.openSource(locationOn(port)) },
    {
      what: 'making a database',
      run: (port: number) => mysql.createTarget(locationOn(port), library, { replace: false, partsId: null }),
    },
    { what: 'looking for versions', run: (port: number) => mysql.versionsAt(`mysql://root@127.0.0.1:${port}`, app) },
    { what: 'looking for a size', run: (port: number) => locationOn(port).sizeBytes() },
    { what: 'reading in a thread', run: (port: number) => mysql.openFellow(locationOn(port)) },
    { what: 'trying queries', run: (port: number) => mysql.openEmpty(locationOn(port), library) },
    {
      what: 'looking for leftovers',
      run: (port: number) => mysql.leftoversAt(`mysql://root@127.0.0.1:${port}`, app),
    },
  ])('instead of an answer, when $what: it is an error, and the file stays here', async ({ run }) => {
    await using rogue = await startRogueServer(() => wanted);
    await expect(run(rogue.port)).rejects.toMatchObject({ code: 'SERVER_FAILED' });
    expect(rogue.statements.length).toBeGreaterThan(0);
    expect(rogue.stolen().toString()).toBe('');
  });

  test('no other session offers to send anything than those that load, and they send nothing but parts', () => {
    const filesWith = (text: string): readonly string[] =>
      sourceFiles().filter((file) => sourceText(file).includes(text));
    expect(filesWith('sendsParts')).toEqual(['dialects/mysql/open.ts', 'dialects/mysql/target.ts']);
    expect(filesWith('infileStreamFactory')).toEqual(['dialects/mysql/insert.ts']);
    expect(filesWith('createConnection')).toEqual(['dialects/mysql/open.ts']);
  });

  test('only the connection that loads offers to send anything', async () => {
    await using rogue = await startRogueServer(() => null);
    const { server } = locationOn(rogue.port);
    await using _reading = await connect(server, { database: null });
    await using _loading = await connect(server, { database: null, sendsParts: true });
    expect(rogue.offered).toEqual([false, true]);
  });

  test('instead of a part: it gets the part and nothing else', async () => {
    await using rogue = await startRogueServer((statement) => (statement.startsWith('LOAD DATA') ? wanted : null));
    await using connection = await connect(locationOn(rogue.port).server, { database: null, sendsParts: true });
    const shelf = findTable(library, 'shelf');
    if (shelf === undefined) throw new Error('no shelf');
    const part = {
      path: 'shelf.csv',
      rows: 2,
      signal: new AbortController().signal,
      readers: null,
      records: async function* () {
        yield Buffer.from(records);
      },
      batches: async function* () {
        yield [];
      },
    };
    const destination = { driver: connection.driver, database: 'd', takesParts: true };
    await expect(insertPart(destination, shelf, part)).rejects.toMatchObject({ code: 'LOAD_ROWS_DAMAGED' });
    expect(rogue.stolen().toString()).toBe(records);
  });

  test('while a part is loaded, any other statement gets it nothing', async () => {
    await using rogue = await startRogueServer((statement) => (statement.startsWith('SELECT') ? wanted : null));
    await using connection = await connect(locationOn(rogue.port).server, { database: null, sendsParts: true });
    await expect(connection.query('SELECT 1')).rejects.toThrow();
    expect(rogue.stolen().toString()).toBe('');
  });
});

describe('a server that asks for the password', () => {
  afterEach(() => vi.unstubAllEnvs());

  test.each(['mysql_clear_password', 'dialog', 'toString'])('by %s does not get it', async (plugin) => {
    vi.stubEnv('NTOM_MYSQL_PASSWORD', 'Xq7');
    await using rogue = await startRogueServer(() => null, plugin);
    await expect(mysql.openSource(locationOn(rogue.port))).rejects.toMatchObject({ code: 'SERVER_FAILED' });
    expect(rogue.offered).toHaveLength(1);
    expect(rogue.stolen().toString()).toBe('');
  });
});

test('a server on another machine that does not encrypt is not even told who asks', async () => {
  await using rogue = await startRogueServer(() => null);
  // An address of this machine that is none of those which stay in it.
  const place = `mysql://root@0.0.0.0:${rogue.port}`;
  await expect(mysql.versionsAt(place, app)).rejects.toMatchObject({
    code: 'SERVER_FAILED',
    message: expect.stringContaining('does not support secure connection') as string,
  });
  expect(rogue.offered).toEqual([]);
  expect(await mysql.versionsAt(`${place}?tls=off`, app)).toEqual([]);
  expect(rogue.offered).toEqual([false]);
});
