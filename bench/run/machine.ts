import { spawnSync } from 'node:child_process';
import { arch, availableParallelism, cpus, platform, totalmem } from 'node:os';
import { isThere } from '../../test/support/mariadb/binaries.ts';

/** Where the figures were measured, and against which versions. No name of a host or a user. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly system: string;
  readonly node: string;
  /** The first line of what each program says of its version; null: it is not installed. */
  readonly peers: Readonly<Record<string, string | null>>;
}

const peers = ['sqlite3', 'mariadbd', 'mariadb', 'mariadb-dump', 'mydumper', 'myloader'];

export function machine(): Machine {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    system: `${platform()} ${arch()}`,
    node: process.version,
    peers: Object.fromEntries(peers.map((program) => [program, versionOf(program)])),
  };
}

function versionOf(program: string): string | null {
  if (!isThere(program)) return null;
  const { stdout, stderr } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return `${stdout}${stderr}`.trim().split('\n')[0] ?? '';
}
