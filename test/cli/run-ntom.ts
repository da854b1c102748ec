import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { builtNtom } from '../support/built.ts';
import { keepingDatabases } from '../support/kept-databases.ts';

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Starts the command line as a process of its own. */
export function startNtom(cwd: string, argv: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, [join(builtNtom(), 'dist/cli/bin.js'), ...argv], {
    cwd,
    env: { ...process.env, ...env },
    stdio: 'pipe',
  });
}

export async function finished(child: ChildProcess): Promise<Finished> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}

/** Fails if the command changes a database that was there, unless that is to be replaced. */
export async function runNtom(cwd: string, ...argv: string[]): Promise<Finished> {
  return keepingDatabases({ folder: cwd, argv }, () => finished(startNtom(cwd, argv)));
}
