import { setImmediate as nextTurn } from 'node:timers/promises';
import BetterSqlite3 from 'better-sqlite3';
import { createConnection } from 'mysql2/promise';

/**
 * Moves money from `debit` to `credit` until its input ends, and writes a byte for each move. Arguments: the engine, the path of the
 * file or the server's socket, how many accounts there are.
 */
const [, , engine, place = '', accounts = ''] = process.argv;

/** A move in one transaction. */
const move = engine === 'sqlite' ? moverOfFile(place) : await moverOnServer(place);

let isOver = false;
process.stdin.on('end', () => (isOver = true)).resume();
for (let moves = 0; !isOver; moves += 1) {
  // Now here, now there: the tables are in several parts.
  await move(1 + ((moves * 7919) % Number(accounts)));
  process.stdout.write('.');
  await nextTurn();
}
process.exit(0);

/** Waits for readers as long as they take. */
function moverOfFile(path: string): (id: number) => Promise<void> {
  const database = new BetterSqlite3(path, { timeout: 60_000 });
  const take = database.prepare('UPDATE debit SET balance = balance - 1 WHERE id = ?');
  const give = database.prepare('UPDATE credit SET balance = balance + 1 WHERE id = ?');
  const both = database.transaction((id: number) => [take.run(id), give.run(id)]);
  return async (id) => void both.immediate(id);
}

/** Begins again what the server ends for a deadlock: a lock of several tables may lead to one. */
async function moverOnServer(socketPath: string): Promise<(id: number) => Promise<void>> {
  const connection = await createConnection({
    socketPath,
    user: 'root',
    database: 'bank_v1',
    multipleStatements: true,
  });
  const transaction = (id: number): Promise<unknown> =>
    connection.query(`START TRANSACTION; UPDATE debit SET balance = balance - 1 WHERE id = ${id};
      UPDATE credit SET balance = balance + 1 WHERE id = ${id}; COMMIT`);
  const deadlock = 1213;
  return async function once(id): Promise<void> {
    try {
      await transaction(id);
    } catch (error) {
      await connection.query('ROLLBACK');
      if (!(error instanceof Error && 'errno' in error && error.errno === deadlock)) throw error;
      await once(id);
    }
  };
}
