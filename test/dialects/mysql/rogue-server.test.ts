import { describe, expect, test } from 'vitest';
import { mysql } from '../../../src/dialects/mysql/dialect.ts';
import { insertPart } from '../../../src/dialects/mysql/insert.ts';
import { mysqlLocation } from '../../../src/dialects/mysql/location.ts';
import { connect } from '../../../src/dialects/mysql/open.ts';
import { findTable } from '../../../src/schema/definition.ts';
import { startRogueServer } from '../../support/mariadb/rogue-server.ts';
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
  ])('instead of an answer, when $what: it is an error, and the file stays here', async ({ run }) => {
    await using rogue = await startRogueServer(() => wanted);
    await expect(run(rogue.port)).rejects.toMatchObject({ code: 'SERVER_FAILED' });
    expect(rogue.statements.length).toBeGreaterThan(0);
    expect(rogue.stolen().toString()).toBe('');
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
