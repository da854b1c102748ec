import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guardFolder } from './guard-folder.ts';

/** The server refuses to run as the superuser unless it is told to. */
export const runAs: readonly string[] = process.getuid?.() === 0 ? ['--user=root'] : [];

let made: string | null = null;

/** A fresh data folder to copy from: root without a password, nobody else. Made once a process. */
export function templateFolder(): string {
  if (made !== null) return made;
  const folder = mkdtempSync(join(tmpdir(), 'ntom-mariadb-template-'));
  guardFolder(folder);
  execFileSync(
    'mariadb-install-db',
    [
      '--no-defaults',
      ...runAs,
      `--datadir=${join(folder, 'data')}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      `--tmpdir=${folder}`,
      '--innodb-log-file-size=8M',
    ],
    { stdio: 'pipe' },
  );
  made = join(folder, 'data');
  return made;
}
