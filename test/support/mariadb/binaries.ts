import { spawnSync } from 'node:child_process';

/** Whether the tests can start servers of their own, and speak to them without ntom. */
export const hasServerBinary = ['mariadbd', 'mariadb-install-db', 'mariadb'].every(isThere);

export function isThere(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}
