import { execFileSync } from 'node:child_process';
import type { PrivateServer } from './private-server.ts';

/**
 * Runs statements while this process stands still: what ntom has sent and received by then does not change meanwhile. Returns
 * the first value of each row.
 */
export function askNow({ socketPath }: Pick<PrivateServer, 'socketPath'>, sql: string): readonly string[] {
  const argv = ['--no-defaults', '--user=root', `--socket=${socketPath}`, '--batch', '--skip-column-names', '-e', sql];
  const lines = execFileSync('mariadb', argv, { encoding: 'utf8' }).split('\n').slice(0, -1);
  return lines.map((line) => line.split('\t')[0] ?? '');
}

/** How many statements of a kind the server has been given since it was started: `load`. */
export function countOf(server: Pick<PrivateServer, 'socketPath'>, kind: string): number {
  const sql = `SELECT variable_value FROM information_schema.global_status WHERE variable_name = 'com_${kind}'`;
  return Number(askNow(server, sql)[0]);
}
