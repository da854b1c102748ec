import { createHash } from 'node:crypto';
import type { TestOptions } from 'vitest';
import type { EngineName } from '../../src/dialects/engines.ts';
import type { DirectAccess } from './direct-access.ts';
import { hasServerBinary } from './mariadb/binaries.ts';
import { needsMysql } from './mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from './mariadb/private-server.ts';
import { hasRunningServer, runningServer } from './mariadb/running-server.ts';
import { mysqlAccess } from './mysql-access.ts';
import { sqliteAccess } from './sqlite-access.ts';

/** Where the databases of one test are: nobody else's databases have the same names there. */
export interface TestPlace {
  readonly url: string;
  readonly app: string;
}

export interface TestEngine {
  readonly name: EngineName;
  /** For the `describe` of what runs on it. */
  readonly needs: TestOptions;
  /** The place of one test, which has `folder` to itself. */
  place(folder: string): Promise<TestPlace>;
  readonly access: DirectAccess;
}

let own: Promise<PrivateServer> | null = null;

/** One server a test file: it ends with the file's process. Where none can be started, the one that runs. */
async function serverUrl(): Promise<string> {
  if (!hasServerBinary) return runningServer.url;
  own ??= startServer();
  return (await own).url;
}

/** The engines that tests run on: `for (const engine of engines) describe(engine.name, engine.needs, …)`. */
export const engines: readonly TestEngine[] = [
  {
    name: 'sqlite',
    needs: {},
    place: async (folder) => ({ url: `sqlite:${folder}`, app: 'app' }),
    access: sqliteAccess,
  },
  {
    name: 'mysql',
    needs: needsMysql(hasServerBinary || hasRunningServer, 'no mariadbd and no running server'),
    place: async (folder) => ({ url: await serverUrl(), app: appOf(folder) }),
    access: mysqlAccess,
  },
];

function appOf(folder: string): string {
  return `t${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`;
}

/** For the `describe` of what runs on two engines. */
export function bothNeeded(from: TestEngine, to: TestEngine): TestOptions {
  return 'skip' in from.needs ? from.needs : to.needs;
}
