import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import { guardFolder } from './guard-folder.ts';
import { openSession, type TestSession, type TextRow } from './session.ts';
import { runAs, templateFolder } from './template.ts';

/** Options of `mariadbd` without the dashes: `{ 'sql-mode': '', 'local-infile': 0 }`. */
export type ServerSettings = Readonly<Record<string, string | number>>;

/** A server that belongs to one test file: its own data, port and socket. Ends with the process at the latest. */
export interface PrivateServer extends AsyncDisposable {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly socketPath: string;
  /** Where its data, its log and its socket are. */
  readonly folder: string;
  /** The place of ntom's databases on it, for root. */
  readonly url: string;
  open(): Promise<TestSession>;
  ask(sql: string): Promise<readonly TextRow[]>;
  /** Ends it at once, as a crash would: `kill -9`. */
  kill(): Promise<void>;
  /** Starts it again on the same data. */
  restart(): Promise<void>;
  log(): string;
}

/** `dataFolder`: where the data is to be, empty or absent; left out: beside the log. */
export async function startServer(settings: ServerSettings = {}, dataFolder?: string): Promise<PrivateServer> {
  const folder = mkdtempSync(join(tmpdir(), 'ntom-mariadb-'));
  const data = dataFolder ?? join(folder, 'data');
  cpSync(templateFolder(), data, { recursive: true });
  const port = await freePort();
  const socketPath = join(folder, 'socket');
  const guard = guardFolder(folder);
  const start = (): Promise<ChildProcess> => startProcess({ folder, data, port, socketPath }, settings);
  let server = await start();
  const open = (): Promise<TestSession> => openSession({ socketPath });
  const end = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.ref();
    server.kill('SIGKILL');
    await once(server, 'exit');
  };
  return {
    host: '127.0.0.1',
    port,
    socketPath,
    folder,
    url: `mysql://root@127.0.0.1:${port}`,
    open,
    async ask(sql) {
      await using session = await open();
      return await session.ask(sql);
    },
    kill: end,
    async restart() {
      await end();
      server = await start();
    },
    log: () => readFileSync(join(folder, 'log'), 'utf8'),
    async [Symbol.asyncDispose]() {
      await end();
      guard.stdin?.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Places {
  readonly folder: string;
  readonly data: string;
  readonly port: number;
  readonly socketPath: string;
}

async function startProcess(
  { folder, data, port, socketPath }: Places,
  settings: ServerSettings,
): Promise<ChildProcess> {
  const log = openSync(join(folder, 'log'), 'a');
  const options = {
    datadir: data,
    socket: socketPath,
    port,
    'bind-address': '127.0.0.1',
    'pid-file': join(folder, 'pid'),
    // A server that starts removes the temporary tables of every other one that has the same folder.
    tmpdir: folder,
    'innodb-buffer-pool-size': '32M',
    'innodb-log-file-size': '8M',
    'innodb-flush-log-at-trx-commit': 2,
    ...settings,
  };
  const argv = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  const server = spawn('mariadbd', ['--no-defaults', ...runAs, '--skip-name-resolve', ...argv], {
    stdio: ['ignore', log, log],
  });
  server.unref();
  await untilReady(server, { folder, socketPath });
  return server;
}

const longestStartMs = 20_000;
const betweenTriesMs = 25;

async function untilReady(
  server: ChildProcess,
  { folder, socketPath }: Pick<Places, 'folder' | 'socketPath'>,
): Promise<void> {
  let reason: unknown = 'it ended';
  for (let waitedMs = 0; waitedMs < longestStartMs && server.exitCode === null; waitedMs += betweenTriesMs) {
    reason = await refusal(socketPath);
    if (reason === null) return;
    await pause(betweenTriesMs);
  }
  server.kill('SIGKILL');
  const log = readFileSync(join(folder, 'log'), 'utf8').slice(-2000);
  throw new Error(`mariadbd does not start: ${String(reason)}\n${log}`, { cause: reason });
}

/** null: it answers. */
async function refusal(socketPath: string): Promise<unknown> {
  try {
    const session = await openSession({ socketPath });
    await session[Symbol.asyncDispose]();
    return null;
  } catch (error) {
    return error;
  }
}
