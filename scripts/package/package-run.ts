import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';

export const repository = join(import.meta.dirname, '..', '..');

/** What `npm pack` made. Sizes in bytes. */
export interface Packed {
  /** Absolute. */
  readonly tarball: string;
  readonly size: number;
  readonly unpackedSize: number;
}

/** Packs what `npm run build` made. */
export function pack(destination: string): Packed {
  const output = run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', destination], repository);
  const [packed] = JSON.parse(output) as { filename: string; size: number; unpackedSize: number }[];
  assert.ok(packed, 'npm pack names no tarball');
  return { ...packed, tarball: join(destination, packed.filename) };
}

/** Installs packages into a folder, which has a `package.json`. */
export function install(folder: string, ...packages: readonly string[]): void {
  run('npm', ['install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', ...packages], folder);
}

/** The output of a command that has to succeed, under this Node and with the repository's tools. */
export function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, env: environment(), encoding: 'utf8', stdio: 'pipe' });
}

/** This environment, with a Node before all others. */
export function environment(node: string = process.execPath): NodeJS.ProcessEnv {
  const path = [dirname(node), join(repository, 'node_modules', '.bin'), process.env['PATH']].join(delimiter);
  return { ...process.env, PATH: path };
}
