import { execFileSync } from 'node:child_process';
import { chownSync, globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guardFolder } from '../mariadb/guard-folder.ts';

/** A PostgreSQL of one test. It is no engine of ntom's: it reads what ntom has written. */
export interface PostgresqlServer extends Disposable {
  /** With it `psql` finds the server. */
  readonly env: Readonly<Record<string, string>>;
}

/** Where Debian has the programs of the server, which are in no PATH; undefined: nowhere. */
const programs = globSync('/usr/lib/postgresql/*/bin').sort().at(-1);

export const hasPostgresql = programs !== undefined;

/** The server refuses to run as the superuser: then it runs as nobody. */
const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

export function startPostgresql(): PostgresqlServer {
  const folder = mkdtempSync(join(tmpdir(), 'ntom-postgresql-'));
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (user.uid !== undefined) for (const path of [folder, data]) chownSync(path, user.uid, user.gid);
  const guard = guardFolder(folder);
  const run = (program: string, ...argv: string[]): void =>
    void execFileSync(join(programs ?? '', program), ['-D', data, ...argv], { cwd: folder, stdio: 'ignore', ...user });
  run('initdb', '--username=postgres', '--auth=trust', '--encoding=UTF8', '--no-sync');
  // It listens at a socket in its folder, and on no port.
  const options = `-k ${folder} -c listen_addresses= -c external_pid_file=${join(folder, 'pid')} -F`;
  run('pg_ctl', '--wait', '--log', join(folder, 'log'), '-o', options, 'start');
  return {
    env: { PGHOST: folder, PGUSER: 'postgres', PGDATABASE: 'postgres' },
    [Symbol.dispose]() {
      run('pg_ctl', '--wait', '-m', 'immediate', 'stop');
      guard.stdin?.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
