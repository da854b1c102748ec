import { describe, expect, test } from 'vitest';
import { dialectOf } from '../../../src/dialects/registry.ts';
import type { FellowReader, Source } from '../../../src/dialects/source.ts';
import { hasServerBinary } from '../../support/mariadb/binaries.ts';
import { needsMysql } from '../../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../../support/mariadb/private-server.ts';

const accounts = 200;

/** Two tables whose balances add up to the same sum at every moment, and a user with some privileges on them. */
async function bank(server: PrivateServer, grants: readonly string[]): Promise<void> {
  await server.ask(`
    CREATE DATABASE bank_v1; USE bank_v1;
    CREATE TABLE debit (id BIGINT PRIMARY KEY, balance BIGINT NOT NULL) ENGINE = InnoDB;
    CREATE TABLE credit LIKE debit;
    INSERT INTO debit SELECT seq, 1000 FROM seq_1_to_${accounts};
    INSERT INTO credit SELECT seq, 1000 FROM seq_1_to_${accounts};
    CREATE USER reader@'127.0.0.1';
    ${grants.map((grant) => `GRANT ${grant} TO reader@'127.0.0.1';`).join('\n')}`);
}

/** A source with one fellow reader beside it. */
interface TwoReaders extends AsyncDisposable {
  readonly source: Source;
  readonly fellow: FellowReader;
}

async function openAsReader(server: PrivateServer): Promise<TwoReaders> {
  const place = `mysql://reader@127.0.0.1:${server.port}`;
  const dialect = await dialectOf(place);
  const location = dialect.locate(place, 'bank', 1);
  const fellow = await dialect.openFellow(location);
  const source = await dialect.openSource(location, {
    count: 1,
    begin: () => fellow.begin(),
    end: async () => undefined,
  });
  return {
    source,
    fellow,
    async [Symbol.asyncDispose]() {
      await source[Symbol.asyncDispose]();
      await fellow[Symbol.asyncDispose]();
    },
  };
}

/**
 * Moves money from one table to the other until it is told to stop. Returns how often. As any application it begins a
 * transaction again that the server has ended for a deadlock, which locks of several tables may lead to.
 */
async function moveMoney(server: PrivateServer, { aborted }: { readonly aborted: () => boolean }): Promise<number> {
  await using session = await server.open();
  let moves = 0;
  for (; !aborted(); moves += 1) {
    const id = 1 + (moves % accounts);
    const move = `USE bank_v1; START TRANSACTION;
      UPDATE debit SET balance = balance - 1 WHERE id = ${id}; UPDATE credit SET balance = balance + 1 WHERE id = ${id}; COMMIT`;
    while (!(await isDone(session.ask(move)))) await session.ask('ROLLBACK');
  }
  return moves;
}

/** false: it was ended for a deadlock. */
async function isDone(transaction: Promise<unknown>): Promise<boolean> {
  try {
    await transaction;
    return true;
  } catch (error) {
    if (error instanceof Error && 'errno' in error && error.errno === deadlock) return false;
    throw error;
  }
}

const deadlock = 1213;

/** Both tables at the same time, by two readers: the sum of all balances. */
async function sumOf({ source, fellow }: TwoReaders): Promise<bigint> {
  const sums = [
    { table: 'debit', reader: source },
    { table: 'credit', reader: fellow },
  ].map(async ({ table, reader }) => {
    let sum = 0n;
    const query = source.tableQuery(table, ['id', 'balance']);
    for await (const batch of reader.rows({ ...query, orderBy: ['id'], range: null })) {
      for (const [, balance] of batch) sum += balance as bigint;
    }
    return sum;
  });
  return (await Promise.all(sums)).reduce((a, b) => a + b, 0n);
}

describe('readers share one snapshot by what the server allows', needsMysql(hasServerBinary, 'no mariadbd'), () => {
  test.each([
    ['2 readers, one snapshot by FLUSH TABLES WITH READ LOCK', ['RELOAD ON *.*', 'SELECT ON bank_v1.*']],
    ['2 readers, one snapshot by LOCK TABLES', ['SELECT, LOCK TABLES ON bank_v1.*']],
  ])('%s', async (method, grants) => {
    await using server = await startServer();
    await bank(server, grants);
    let done = false;
    const moving = moveMoney(server, { aborted: () => done });
    try {
      for (let round = 0; round < 5; round += 1) {
        await using readers = await openAsReader(server);
        expect(readers.source).toMatchObject({ isShared: true, snapshotMethod: method });
        expect(await sumOf(readers)).toBe(BigInt(2 * accounts * 1000));
      }
    } finally {
      done = true;
      expect(await moving).toBeGreaterThan(10);
    }
  });

  test('an unchanged position of the log of changes', async () => {
    await using server = await startServer({ 'log-bin': 'changes', 'server-id': 1 });
    await bank(server, ['BINLOG MONITOR ON *.*', 'SELECT ON bank_v1.*']);
    await using readers = await openAsReader(server);
    const snapshotMethod = '2 readers, one snapshot by an unchanged position of the log of changes';
    expect(readers.source).toMatchObject({ isShared: true, snapshotMethod });
    await server.ask('UPDATE bank_v1.debit SET balance = 0');
    expect(await sumOf(readers)).toBe(BigInt(2 * accounts * 1000));
  });

  test('one reader where there is no way, and it says so', async () => {
    await using server = await startServer();
    await bank(server, ['SELECT ON bank_v1.*']);
    await using readers = await openAsReader(server);
    const { source } = readers;
    const snapshotMethod = 'one reader: this user and server have no way to share a snapshot';
    expect(source).toMatchObject({ isShared: false, snapshotMethod });
    await server.ask('UPDATE bank_v1.debit SET balance = 0');
    const query = source.tableQuery('debit', ['balance']);
    const rows = await Array.fromAsync(source.rows({ ...query, orderBy: [], range: null }));
    expect(rows.flat().every(([balance]) => balance === 1000n)).toBe(true);
  });
});
