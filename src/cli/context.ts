import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { exitCodes } from './exit-codes.ts';

/** A stream to write to: a terminal, a pipe, or a test's list. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** All that the command line knows of the world around it. Tests pass their own. */
export interface CliContext {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly cwd: string;
  /** Milliseconds since some moment. */
  readonly now: () => number;
  /**
   * What whoever sits at the terminal answers to a question, a line; null: nobody sits there. Aborting ends it with the reason of the signal.
   */
  ask(question: string, signal: AbortSignal): Promise<string | null>;
  /** `24.21.0`. */
  readonly nodeVersion: string;
  /** What the process holds in memory now, with all its threads. */
  readonly memoryBytes: () => number;
  /** The most that it held since it began. */
  readonly peakMemoryBytes: () => number;
  /** Calls `stop` when the run is to end early: Ctrl-C, a termination signal, nobody reading the output. */
  onStop(stop: () => void): void;
  /**
   * Runs another command line in a process of its own, which writes where this one writes. Resolves when it has ended; aborting asks
   * it to end.
   */
  runAgain(argv: readonly string[], signal: AbortSignal): Promise<void>;
}

/** The context of this process. Nothing else in ntom touches `process`, but for the check of its version. */
export function processContext(): CliContext {
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    now: () => performance.now(),
    nodeVersion: process.versions.node,
    memoryBytes: () => process.memoryUsage.rss(),
    // The system tells it in units of 1024 bytes.
    peakMemoryBytes: () => process.resourceUsage().maxRSS * 1024,
    onStop(stop) {
      stopOnSignals(stop);
      process.stdout.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EPIPE') throw error;
        stop();
      });
    },
    ask,
    runAgain,
  };
}

/** The terminal stays as it is, so that Ctrl-C is a signal to this process as ever. The end of the input is an empty answer. */
async function ask(question: string, signal: AbortSignal): Promise<string | null> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return null;
  const reader = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  try {
    const ended = once(reader, 'close', { signal }).then(() => '');
    return await Promise.race([reader.question(question, { signal }), ended]);
  } finally {
    reader.close();
  }
}

/** Not of our group of processes: Ctrl-C reaches it through us, once. */
async function runAgain(argv: readonly string[], signal: AbortSignal): Promise<void> {
  const program = [...process.execArgv, process.argv[1] ?? '', ...argv];
  const child = spawn(process.execPath, program, { stdio: 'inherit', detached: true });
  const end = (): void => void child.kill('SIGTERM');
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  await once(child, 'close');
  signal.removeEventListener('abort', end);
}

const showCursorAndWrap = '\u001B[?25h\u001B[?7h';

/** The first signal asks the run to end cleanly, the second ends it. */
function stopOnSignals(stop: () => void): void {
  let asked = false;
  const onSignal = (): void => {
    if (asked) {
      // What a bar has hidden or switched off would stay so.
      if (process.stderr.isTTY) process.stderr.write(showCursorAndWrap);
      process.exit(exitCodes.interrupted.code);
    }
    asked = true;
    stop();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}
