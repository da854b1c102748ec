import { createRequire } from 'node:module';
import type * as CliProgress from 'cli-progress';
import type { CliContext } from '../context.ts';
import { erased } from './erased.ts';
import { barLine, workLine } from './work-text.ts';
import type { Work } from './work.ts';

/** Shows how far a command has come, on the error output. */
export interface Progress {
  start(work: Work): void;
  update(work: Work): void;
  /** A line of its own, which stays. */
  print(line: string): void;
  stop(): void;
}

const require = createRequire(import.meta.url);

/** A bar on a terminal, lines elsewhere, nothing when quiet. */
export function progressFor(context: CliContext, quiet: boolean): Progress {
  if (quiet) return { start: nothing, update: nothing, print: nothing, stop: nothing };
  return context.stderr.isTTY === true ? barProgress(context) : lineProgress(context);
}

function nothing(): void {}

/** At most one line in this time; and one, whether there is news or not. */
const lineIntervalMs = 3000;

function lineProgress({ stderr, now, memoryBytes }: CliContext): Progress {
  let printedAtMs = 0;
  let timer: NodeJS.Timeout | null = null;
  const print = (line: string): void => void stderr.write(`${line}\n`);
  const update = (work: Work): void => {
    if (now() - printedAtMs < lineIntervalMs) return;
    printedAtMs = now();
    print(workLine(work, { nowMs: now(), memoryBytes: memoryBytes() }));
  };
  const stop = (): void => {
    if (timer !== null) clearInterval(timer);
    timer = null;
  };
  return {
    start(work) {
      stop();
      printedAtMs = work.startedAtMs;
      // Nothing waits for it.
      timer = setInterval(() => update(work), lineIntervalMs).unref();
    },
    update,
    print,
    stop,
  };
}

/** Of a terminal that does not tell. */
const usualColumns = 80;

function barProgress({ stderr, now, memoryBytes }: CliContext): Progress {
  let bar: CliProgress.SingleBar | null = null;
  let shown: Work | null = null;
  const columns = (): number => stderr.columns ?? usualColumns;
  const stop = (): void => {
    bar?.stop();
    bar = null;
  };
  const start = (work: Work): void => {
    stop();
    shown = work;
    let last = { length: 0, columns: columns() };
    bar = newBar(stderr, () => {
      const line = barLine(work, { nowMs: now(), memoryBytes: memoryBytes() }, columns());
      stderr.write(erased(last, columns()));
      last = { length: line.length, columns: columns() };
      return line;
    });
    bar.start(work.total, work.done);
  };
  return {
    start,
    update: (work) => bar?.update(work.done),
    print(line) {
      const hadBar = bar !== null;
      stop();
      stderr.write(`${line}\n`);
      if (hadBar && shown !== null) start(shown);
    },
    stop,
  };
}

function newBar(stderr: CliContext['stderr'], text: () => string): CliProgress.SingleBar {
  // Only here: most runs show no bar.
  const { SingleBar } = require('cli-progress') as typeof CliProgress;
  return new SingleBar({
    stream: stderr as NodeJS.WritableStream,
    format: text,
    clearOnComplete: true,
    hideCursor: true,
    gracefulExit: false,
    fps: 8,
  });
}
