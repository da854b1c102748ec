import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { builtNtom } from '../../support/built.ts';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command of the built ntom. `failpoints`: what is armed in it; empty: nothing. */
export async function runBuilt(folder: string, argv: readonly string[], failpoints = ''): Promise<Ended> {
  const env = { ...process.env, NTOM_FAILPOINTS: failpoints };
  const bin = join(builtNtom(), 'dist/cli/bin.js');
  const child = spawn(process.execPath, [bin, ...argv], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, out, err })));
}
