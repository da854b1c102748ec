import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { builtNtom } from '../built.ts';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly ended: Promise<Ended>;
  /** `kill -9`. */
  kill(): void;
}

/** Starts a command of the built ntom. `failpoints`: what is armed in it; empty: nothing. */
export function startBuilt(folder: string, argv: readonly string[], failpoints = ''): Running {
  const env = { ...process.env, NTOM_FAILPOINTS: failpoints };
  const bin = join(builtNtom(), 'dist/cli/bin.js');
  const child = spawn(process.execPath, [bin, ...argv], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, out, err }));
  });
  return { ended, kill: () => void child.kill('SIGKILL') };
}

/** Runs a command to its end. */
export function runBuilt(folder: string, argv: readonly string[], failpoints?: string): Promise<Ended> {
  return startBuilt(folder, argv, failpoints).ended;
}
