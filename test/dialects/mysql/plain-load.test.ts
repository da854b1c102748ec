import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type * as Queries from '../../../src/dialects/mysql/queries.ts';
import type { NtomEvent } from '../../../src/events.ts';
import { askNow } from '../../support/mariadb/ask-now.ts';
import { hasServerBinary } from '../../support/mariadb/binaries.ts';
import { needsMysql } from '../../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../../support/mariadb/private-server.ts';
import { extractLibrary, final, loading, loadTo, type LibraryExtract } from './library.ts';

/** What the statement is changed to in a test; as it is: not at all. */
const mutation = vi.hoisted(() => ({ from: '', to: '' }));

vi.mock(import('../../../src/dialects/mysql/queries.ts'), async (original) => {
  const queries: typeof Queries = await original();
  const loadDataSql: typeof queries.loadDataSql = (database, table) => {
    const sql = queries.loadDataSql(database, table);
    return table.name === 'book' ? sql.replace(mutation.from, mutation.to) : sql;
  };
  return { ...queries, loadDataSql };
});

describe('a server that would change rows', needsMysql(hasServerBinary, 'no mariadbd'), () => {
  let server: PrivateServer;
  let extract: LibraryExtract;

  beforeAll(async () => {
    extract = await extractLibrary({ books: 20, characters: 100, parts: 1 });
    server = await startServer();
  });

  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    extract[Symbol.dispose]();
  });

  afterEach(async () => {
    Object.assign(mutation, { from: '', to: '' });
    await server.ask(`DROP DATABASE IF EXISTS ${final}; DROP DATABASE IF EXISTS ${loading}`);
  });

  /** At the first sign of a phase or table, while nothing else goes on. */
  const at = (type: NtomEvent['type'], phase: string, sql: string) => {
    let done = false;
    return (event: NtomEvent): void => {
      if (done || event.type !== type || !('phase' in event) || event.phase !== phase) return;
      done = true;
      askNow(server, sql);
    };
  };
  const narrow = at('phase-started', 'load', `ALTER TABLE ${loading}.book MODIFY title VARCHAR(3) NOT NULL`);
  const books = () => askNow(server, `SELECT title FROM ${loading}.book`);

  test('refuses the first such row, since REPLACE makes errors of what would be warnings', async () => {
    const run = loadTo(server.url, extract, { onEvent: narrow });
    await expect(run).rejects.toMatchObject({
      code: 'LOAD_ROW_REFUSED',
      message: expect.stringMatching(/table book, part book.csv, row 1: Data too long for column 'title'/) as string,
    });
    expect(books()).toEqual([]);
  });

  test('without REPLACE it does change them, and is found out by what it says', async () => {
    Object.assign(mutation, { from: ' REPLACE INTO ', to: ' INTO ' });
    const run = loadTo(server.url, extract, {
      onEvent: at('phase-started', 'load', `ALTER TABLE ${loading}.book MODIFY title VARCHAR(3) NOT NULL`),
    });
    await expect(run).rejects.toMatchObject({
      code: 'LOAD_ROWS_DAMAGED',
      details: { found: 'Records: 20  Deleted: 0  Skipped: 0  Warnings: 20' },
    });
    expect(books()).toEqual([]);
    expect(askNow(server, `SHOW DATABASES LIKE '${final}'`)).toEqual([]);
  });

  test('what it does not say is found out by reading back', async () => {
    Object.assign(mutation, { from: 'UNHEX(@c4)', to: 'NULL' });
    await expect(loadTo(server.url, extract)).rejects.toMatchObject({
      code: 'VERIFY_DIFFERS',
      message: expect.stringContaining('book has 20 rows as it should, but not the same ones') as string,
    });
    expect(askNow(server, "SHOW DATABASES LIKE 'tfault%'")).toEqual([]);
    Object.assign(mutation, { from: '', to: '' });
    await loadTo(server.url, extract);
  });

  test('what becomes of rows before they are read back is found out too', async () => {
    const onEvent = at('phase-finished', 'load', `UPDATE ${loading}.book SET title = 'TITLE 7' WHERE id = 7`);
    await expect(loadTo(server.url, extract, { onEvent })).rejects.toMatchObject({ code: 'VERIFY_DIFFERS' });
    expect(askNow(server, "SHOW DATABASES LIKE 'tfault%'")).toEqual([]);
  });
});
