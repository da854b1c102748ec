import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { hasServerBinary } from '../support/mariadb/binaries.ts';
import { needsMysql } from '../support/mariadb/needs-mysql.ts';
import { startServer } from '../support/mariadb/private-server.ts';
import { runBuilt } from '../support/stopped/run-built.ts';
import { accounts, allMoney, bankProject, manifestOf, moneyIn, moveMoney, note, type Mover } from './bank.ts';

/** Extracts in a row. */
const rounds = process.env['NTOM_TEST_FULL'] === '1' ? 10 : 1;

/** Extracts again and again while money moves. Returns the ways in which the snapshots were held, and the moves meanwhile. */
async function extracts(folder: string, mover: Mover, workers = 2): Promise<{ ways: Set<string>; moves: number[] }> {
  const extract = join(folder, 'extracts/v2');
  const found = { ways: new Set<string>(), moves: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const before = mover.moves();
    const { code, err } = await runBuilt(folder, ['extract', '1to2', '--workers', String(workers), '--quiet']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(moneyIn(extract), 'the money in the extract').toBe(allMoney);
    const { source, tables } = manifestOf(extract);
    expect(tables.map(({ parts }) => parts.length)).toEqual([2, 2]);
    found.ways.add(source.snapshot);
    found.moves.push(mover.moves() - before);
  }
  return found;
}

describe('money moves between two tables all the time, and an extract has all of it', { timeout: 120_000 }, () => {
  async function fileBank(mode: 'WAL' | 'DELETE'): Promise<{ folder: string; path: string }> {
    const folder = bankProject('sqlite:./data');
    mkdirSync(join(folder, 'data'));
    expect(await runBuilt(folder, ['create', '1'])).toMatchObject({ code: 0 });
    const path = join(folder, 'data/bank_v1.db');
    const database = new BetterSqlite3(path);
    database.pragma(`journal_mode = ${mode}`);
    for (const table of ['debit', 'credit'])
      database
        .prepare(
          `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
           INSERT INTO ${table} SELECT i, 1000, ? FROM n`,
        )
        .run(accounts, note);
    database.close();
    return { folder, path };
  }

  function moneyInFile(path: string): unknown {
    const database = new BetterSqlite3(path, { readonly: true });
    const all = 'SELECT (SELECT sum(balance) FROM debit) + (SELECT sum(balance) FROM credit)';
    const money = database.prepare(all).pluck().get();
    database.close();
    return money;
  }

  test('SQLite with a write-ahead log: the writer goes on meanwhile', async () => {
    const { folder, path } = await fileBank('WAL');
    const mover = await moveMoney('sqlite', path);
    const { moves } = await extracts(folder, mover);
    expect(Math.min(...moves)).toBeGreaterThan(0);
    await mover.stop();
    expect(moneyInFile(path)).toBe(allMoney);
  });

  test('SQLite with a rollback journal: the writer waits', async () => {
    const { folder, path } = await fileBank('DELETE');
    const mover = await moveMoney('sqlite', path);
    await extracts(folder, mover, 1);
    await extracts(folder, mover, 2);
    const before = mover.moves();
    expect(await mover.stop()).toBeGreaterThanOrEqual(before);
    expect(moneyInFile(path)).toBe(allMoney);
  });

  test('a server: all readers have one snapshot', needsMysql(hasServerBinary, 'no mariadbd'), async () => {
    await using server = await startServer();
    const folder = bankProject(server.url);
    expect(await runBuilt(folder, ['create', '1'])).toMatchObject({ code: 0 });
    for (const table of ['debit', 'credit'])
      await server.ask(`USE bank_v1; INSERT INTO ${table} SELECT seq, 1000, '${note}' FROM seq_1_to_${accounts}`);
    // By its statistics the server tells how large a table is, and by that it is decided how many read.
    await server.ask('ANALYZE TABLE bank_v1.debit, bank_v1.credit');
    const mover = await moveMoney('mysql', server.socketPath);
    const { ways, moves } = await extracts(folder, mover);
    expect([...ways]).toEqual(['2 readers, one snapshot by FLUSH TABLES WITH READ LOCK']);
    expect(Math.min(...moves)).toBeGreaterThan(0);
    await mover.stop();
  });
});
