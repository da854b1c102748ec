import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { startNtom } from '../cli/run-ntom.ts';

/** A command that waits at a step, until it is killed or the test has finished. */
export interface HeldRun {
  readonly pid: number;
  /** As a crash would. Resolves when it has ended. */
  kill(): Promise<void>;
}

export async function runUntil(folder: string, step: string, ...argv: string[]): Promise<HeldRun> {
  const log = join(folder, `steps-${step}`);
  const env = { NTOM_FAILPOINTS: `*=log:${log};${step}=delay:600000` };
  const child = startNtom(folder, [...argv, '--quiet'], env);
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  await reached(child, log, step);
  return { pid: child.pid ?? 0, kill };
}

async function reached(child: ChildProcess, log: string, step: string): Promise<void> {
  let told = '';
  child.stderr?.on('data', (chunk: Buffer) => (told += chunk.toString()));
  while (!(existsSync(log) && readFileSync(log, 'utf8').split('\n').includes(step))) {
    if (child.exitCode !== null) throw new Error(`it ended before ${step}: ${told}`);
    await sleep(20);
  }
}
