import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import type { Command } from '../work.ts';

export interface CommandTime {
  readonly seconds: number;
  /** Of the process and of those that it waited for, user and system. */
  readonly cpuSeconds: number;
}

/** A shell knows what its children took of the processor; it writes that to the fourth descriptor. */
const reportTimes = '"$@"; code=$?; times >&3; exit $code';

/**
 * Runs a command to its end.
 *
 * @throws {Error} with the end of what it wrote to standard error, if it failed.
 */
export async function runCommand({ argv, stdin, env }: Command): Promise<CommandTime> {
  const input = stdin === undefined ? 'ignore' : openSync(stdin, 'r');
  try {
    const startedAtMs = performance.now();
    const child = spawn('sh', ['-c', reportTimes, 'sh', ...argv], {
      stdio: [input, 'ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    const [, , errors, times] = child.stdio as unknown as [null, null, Readable, Readable];
    const output = Promise.all([text(errors), text(times)]);
    const [code] = (await once(child, 'exit')) as [number | null];
    const seconds = (performance.now() - startedAtMs) / 1000;
    const [errorText, timesText] = await output;
    if (code !== 0) throw new Error(`${argv.join(' ')}: exit code ${code}\n${errorText.slice(-2000)}`);
    return { seconds, cpuSeconds: childSeconds(timesText) };
  } finally {
    if (typeof input === 'number') closeSync(input);
  }
}

/** `times` prints two lines of `0m1.25s 0m0.5s`, user and system: the shell's own, and its children's. */
function childSeconds(times: string): number {
  const all = [...times.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds),
  );
  return (all[2] ?? NaN) + (all[3] ?? NaN);
}
