import { createRequire } from 'node:module';
import type * as CliProgress from 'cli-progress';
import type { CliContext } from '../context.ts';
import { workText, type Work } from './work.ts';

/** Shows how far a phase has come, on the error output. */
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

/** At most one line in this time. */
const lineIntervalMs = 3000;

function lineProgress({ stderr, now }: CliContext): Progress {
  let printedAtMs = 0;
  const print = (line: string): void => void stderr.write(`${line}\n`);
  return {
    start(work) {
      printedAtMs = work.startedAtMs;
    },
    update(work) {
      if (now() - printedAtMs < lineIntervalMs) return;
      printedAtMs = now();
      print(`${work.phase} ${work.schema}: ${workText(work, now())}`);
    },
    print,
    stop: nothing,
  };
}

function barProgress({ stderr, now }: CliContext): Progress {
  let bar: CliProgress.SingleBar | null = null;
  let shown: Work | null = null;
  const stop = (): void => {
    bar?.stop();
    bar = null;
  };
  const start = (work: Work): void => {
    stop();
    shown = work;
    bar = newBar(stderr, () => workText(work, now()));
    bar.start(work.total, work.done, { title: `${work.phase} ${work.schema}` });
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
    format: (_, { progress }, payload: { title: string }) =>
      `${payload.title} ${barText(progress)} ${Math.floor(progress * 100)}%, ${text()}`,
    clearOnComplete: true,
    hideCursor: true,
    gracefulExit: false,
    fps: 8,
  });
}

/** Twenty characters. */
function barText(progress: number): string {
  const full = Math.round(Math.min(1, Math.max(0, progress)) * 20);
  return `[${'='.repeat(full)}${' '.repeat(20 - full)}]`;
}
