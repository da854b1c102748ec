import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sqlite } from '../../../src/dialects/sqlite/dialect.ts';
import type { FellowReader, Source } from '../../../src/dialects/source.ts';

/** A database with one number in it, that an application writes to. */
function counter(journal: 'wal' | 'delete') {
  const folder = mkdtempSync(join(tmpdir(), 'ntom-snapshot-'));
  const application = new Database(join(folder, 'app_v1.db'));
  onTestFinished(() => {
    application.close();
    rmSync(folder, { recursive: true });
  });
  application.pragma(`journal_mode = ${journal}`);
  application.exec('CREATE TABLE counter (n INTEGER NOT NULL) STRICT; INSERT INTO counter VALUES (0)');
  const location = sqlite.locate(`sqlite:${folder}`, 'app', 1);
  application.pragma('busy_timeout = 0');
  return {
    location,
    write: () => void application.exec('UPDATE counter SET n = n + 1'),
    /** Cannot commit for the reader, and lets no other begin. */
    wait: () => {
      application.exec('BEGIN IMMEDIATE; UPDATE counter SET n = n + 1');
      expect(() => application.exec('COMMIT')).toThrow('database is locked');
    },
    /** It waits no more. */
    giveUp: () => void (application.inTransaction && application.exec('ROLLBACK')),
  };
}

type Counter = ReturnType<typeof counter>;

/** A source and its fellow reader. `meanwhile`: what happens between the beginnings of their transactions, at each attempt. */
async function openBoth({ location, giveUp }: Counter, meanwhile: (attempt: number) => void) {
  const fellow = await sqlite.openFellow(location);
  let attempts = 0;
  const begin = async (): Promise<void> => {
    meanwhile((attempts += 1));
    await fellow.begin();
  };
  const end = async (): Promise<void> => {
    await fellow[Symbol.asyncDispose]();
    giveUp();
  };
  const source = await sqlite.openSource(location, { count: 1, begin, end });
  onTestFinished(async () => {
    await source[Symbol.asyncDispose]();
    await fellow[Symbol.asyncDispose]();
  });
  return { source, fellow, attempts };
}

async function read(source: Source, reader: Pick<FellowReader, 'rows'>): Promise<unknown> {
  const query = { ...source.tableQuery('counter', ['n']), orderBy: [], range: null };
  return (await Array.fromAsync(reader.rows(query))).flat()[0]?.[0];
}

describe('a source and a fellow reader', () => {
  test.each(['wal', 'delete'] as const)(
    'read the same content of a %s database that nobody writes to',
    async (mode) => {
      const database = counter(mode);
      const { source, fellow, attempts } = await openBoth(database, () => undefined);
      expect(source).toMatchObject({ isShared: true, snapshotMethod: '2 read transactions of the same content' });
      expect(source.changeToken).not.toBeNull();
      expect(attempts).toBe(1);
      expect([await read(source, source), await read(source, fellow)]).toEqual([0n, 0n]);
    },
  );

  test('begin again until nobody wrote between them', async () => {
    const database = counter('wal');
    const { source, fellow, attempts } = await openBoth(database, (attempt) => attempt < 3 && database.write());
    expect(source.isShared).toBe(true);
    expect(attempts).toBe(3);
    expect([await read(source, source), await read(source, fellow)]).toEqual([2n, 2n]);
  });

  test('hold what they began with, whatever is written after', async () => {
    const database = counter('wal');
    const { source, fellow } = await openBoth(database, () => undefined);
    database.write();
    expect([await read(source, source), await read(source, fellow)]).toEqual([0n, 0n]);
  });

  test('are not taken for one snapshot where an application writes all the time', async () => {
    const database = counter('wal');
    const { source } = await openBoth(database, () => database.write());
    expect(source).toMatchObject({
      isShared: false,
      snapshotMethod: 'one read transaction: the database was written to whenever several began',
    });
    expect(await read(source, source)).toBe(5n);
    expect(source.changeToken).not.toBeNull();
  });

  test('are one reader where a writer that waits for the first keeps the second out', async () => {
    const database = counter('delete');
    const { source } = await openBoth(database, () => database.wait());
    expect(source).toMatchObject({ isShared: false, changeToken: expect.any(String) });
    expect(await read(source, source)).toBe(0n);
  });
});
