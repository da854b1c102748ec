import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { guardFolder } from '../test/support/mariadb/guard-folder.ts';
import { startServer } from '../test/support/mariadb/private-server.ts';

/** A MariaDB of the bench's own. */
export interface BenchServer extends AsyncDisposable {
  readonly port: number;
  /** The only folder in which the server itself reads and writes files of rows. */
  readonly files: string;
  /** Runs statements; returns the first value of the first row of the last one, as text. */
  ask(sql: string): Promise<string>;
  /** Waits until the server has written down what is changed in memory only. */
  settle(): Promise<void>;
}

/** Everything else is as the server has it by itself. */
const settings = {
  'innodb-buffer-pool-size': '1G',
  'innodb-log-file-size': '512M',
  'innodb-flush-log-at-trx-commit': 1,
  'local-infile': 1,
};

export async function startBenchServer(data: string): Promise<BenchServer> {
  mkdirSync(data, { recursive: true });
  const folder = mkdtempSync(join(data, 'mariadb-'));
  const guard = guardFolder(folder);
  const files = join(folder, 'files');
  mkdirSync(files);
  const server = await startServer({ ...settings, 'secure-file-priv': files }, join(folder, 'data'));
  const ask = async (sql: string): Promise<string> => String(Object.values((await server.ask(sql))[0] ?? {})[0]);
  return {
    port: server.port,
    files,
    ask,
    settle: () => untilWritten(ask),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      guard.stdin?.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** In the place of one that cannot be started: works that need it name what is missing, and are not run. */
export const missingServer: BenchServer = {
  port: 0,
  files: '',
  ask: () => Promise.reject(new Error('there is no server')),
  settle: () => Promise.resolve(),
  [Symbol.asyncDispose]: () => Promise.resolve(),
};

const dirtyPages = `SELECT variable_value FROM information_schema.global_status WHERE variable_name = 'innodb_buffer_pool_pages_dirty'`;

async function untilWritten(ask: BenchServer['ask']): Promise<void> {
  await ask('SET GLOBAL innodb_max_dirty_pages_pct_lwm = 0, innodb_max_dirty_pages_pct = 0');
  for (let tries = 0; tries < 600 && Number(await ask(dirtyPages)) > 0; tries++) await pause(100);
  await ask('SET GLOBAL innodb_max_dirty_pages_pct = DEFAULT');
}
