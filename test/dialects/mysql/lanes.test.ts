import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { mysql } from '../../../src/dialects/mysql/dialect.ts';
import type { LoadablePart, Target } from '../../../src/dialects/target.ts';
import { int, schema, table, text } from '../../../src/index.ts';
import type { TableDefinition } from '../../../src/schema/definition.ts';
import { needsMysql } from '../../support/mariadb/needs-mysql.ts';
import { hasRunningServer, runningServer } from '../../support/mariadb/running-server.ts';
import { openSession } from '../../support/mariadb/session.ts';

const made = schema(1, {
  plain: table({ id: int().primaryKey(), word: text(10) }),
  counted: table({ id: int().primaryKey().autoIncrement(), word: text(10) }),
  parent: table({ id: int().primaryKey(), word: text(10).unique() }),
  keyless: table({ id: int(), word: text(10) }),
  child: table({ id: int().primaryKey(), word: text(10).references('parent.word') }),
});

const [plain, counted, parent, keyless] = made.tables as unknown as readonly [
  TableDefinition,
  TableDefinition,
  TableDefinition,
  TableDefinition,
];

const place = runningServer.url;
const begin = (): Promise<Target> =>
  mysql.createTarget(mysql.locate(place, 'tlanes', 1), made, { replace: false, partsId: 'same', lanes: 3 });

const ask = async (sql: string) => {
  await using session = await openSession({ host: runningServer.host, port: runningServer.port });
  return (await session.ask(sql)).map((row) => Object.values(row));
};

const dropAll = () => ask('DROP DATABASE IF EXISTS tlanes_v1__loading; DROP DATABASE IF EXISTS tlanes_v1');

/** How many parts are being sent, and how many there were at most. */
const under = { way: 0, most: 0 };

/** A part that is sent row by row, with a pause after each. */
function slowPart(path: string, ids: readonly number[], pauseMs = 20): LoadablePart {
  return {
    path,
    rows: ids.length,
    readers: null,
    signal: new AbortController().signal,
    async *records() {
      under.way += 1;
      under.most = Math.max(under.most, under.way);
      for (const id of ids) {
        yield Buffer.from(`${id},"w${id}"\n`);
        await pause(pauseMs);
      }
      under.way -= 1;
    },
    async *batches() {
      yield ids.map((id) => [id, `w${id}`]);
    },
  };
}

/** Parts of three rows each, in the order of their ids. */
const parts = (of: TableDefinition, count: number): readonly LoadablePart[] =>
  Array.from({ length: count }, (_, part) => slowPart(`${of.name}.${part}`, [3 * part, 3 * part + 1, 3 * part + 2]));

describe('parts that are loaded at the same time', needsMysql(hasRunningServer, 'no MariaDB on 127.0.0.1:3306'), () => {
  beforeEach(async () => {
    await dropAll();
    under.most = 0;
  });

  afterAll(dropAll);

  test.each([
    [plain, 3],
    [counted, 3],
    [parent, 1],
    [keyless, 1],
  ] as const)('of one table: $name', async (of, together) => {
    await using target = await begin();
    expect(target.lanes).toBe(3);
    await Promise.all(parts(of, 3).map((part) => target.load(of, part, null)));
    expect(under.most).toBe(together);
    expect(await ask(`SELECT id, word FROM tlanes_v1__loading.${of.name} ORDER BY id`)).toHaveLength(9);
    expect(await ask('SELECT part FROM tlanes_v1__loading.ntom_ledger')).toHaveLength(3);
    target.discard();
  });

  test('of several tables: who waits for his turn holds back no other table', async () => {
    await using target = await begin();
    const all = [...parts(parent, 2), ...parts(keyless, 2)];
    await Promise.all(all.map((part, index) => target.load(index < 2 ? parent : keyless, part, null)));
    expect(under.most).toBe(2);
    target.discard();
  });

  test('without the session that holds the lock nothing is committed, in whatever lane', async () => {
    const [first, second] = parts(plain, 2) as [LoadablePart, LoadablePart];
    await using target = await begin();
    const [holder] = (await ask(`SELECT IS_USED_LOCK('ntom:tlanes_v1')`))[0] ?? [];
    const loads = [first, second].map((part) => target.load(plain, part, null));
    const ended = Promise.allSettled(loads);
    await ask(`KILL ${String(holder)}`);
    for (const { status } of await ended) expect(status).toBe('rejected');
    await expect(loads[1]).rejects.toMatchObject({
      code: 'SERVER_FAILED',
      message: expect.stringContaining('the connection was lost that held the lock on tlanes_v1') as string,
    });
    expect(await ask('SELECT id FROM tlanes_v1__loading.plain')).toEqual([]);
    expect(await ask('SELECT part FROM tlanes_v1__loading.ntom_ledger')).toEqual([]);
  });

  test('after an error no other one is begun, what is under way is finished, and the next load goes on', async () => {
    const [first, second, third] = parts(plain, 3) as [LoadablePart, LoadablePart, LoadablePart];
    const broken: LoadablePart = { ...second, records: () => slowPart('', [7, 7]).records() };
    {
      await using target = await begin();
      const loads = [target.load(plain, slowPart(first.path, [0, 1, 2], 300), null), target.load(plain, broken, null)];
      await expect(loads[1]).rejects.toMatchObject({ code: 'LOAD_ROWS_DAMAGED' });
      await expect(target.load(plain, third, null)).rejects.toMatchObject({ code: 'LOAD_ROWS_DAMAGED' });
    }
    expect(await ask('SELECT id FROM tlanes_v1__loading.plain ORDER BY id')).toEqual([['0'], ['1'], ['2']]);
    expect(await ask('SELECT part FROM tlanes_v1__loading.ntom_ledger')).toEqual([[first.path]]);
    await using target = await begin();
    await Promise.all([first, second, third].map((part) => target.load(plain, part, null)));
    expect(await ask('SELECT count(*), sum(id) FROM tlanes_v1__loading.plain')).toEqual([['9', '36']]);
    target.discard();
  });

  test('that the server ends for a deadlock are loaded again, once', async () => {
    await using target = await begin();
    await using other = await openSession({ host: runningServer.host, port: runningServer.port });
    await other.ask('USE tlanes_v1__loading; START TRANSACTION');
    // The server ends whoever has changed less.
    await other.ask("INSERT INTO plain SELECT seq, 'other' FROM seq_100_to_1100");
    const part = slowPart('plain.1', [1, 100], 300);
    let sent = 0;
    const loaded = target.load(plain, { ...part, records: () => ((sent += 1), part.records()) }, null);
    await pause(200);
    await other.ask("INSERT INTO plain VALUES (1, 'other')");
    await other.ask('ROLLBACK');
    await loaded;
    expect(sent).toBe(2);
    expect(await ask('SELECT word FROM tlanes_v1__loading.plain ORDER BY id')).toEqual([['w1'], ['w100']]);
    expect(await ask('SELECT part FROM tlanes_v1__loading.ntom_ledger')).toEqual([['plain.1']]);
    target.discard();
  });
});
