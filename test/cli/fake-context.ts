import type { CliContext } from '../../src/cli/context.ts';

export interface FakeContext extends CliContext {
  /** All that was written to the output. */
  out(): string;
  /** All that was written to the error output. */
  err(): string;
  /** What a signal does. */
  stop(): void;
  /** Lets time pass. */
  pass(ms: number): void;
}

/** A world for the command line that remembers what it was told. */
export function fakeContext(
  settings: { cwd?: string; env?: Record<string, string>; isTTY?: boolean; answer?: string } = {},
): FakeContext {
  const written = { out: '', err: '' };
  const isTTY = settings.isTTY ?? false;
  let nowMs = 0;
  let stop = (): void => undefined;
  return {
    stdout: { isTTY, write: (text) => (written.out += text) },
    stderr: { isTTY, write: (text) => (written.err += text) },
    env: settings.env ?? {},
    cwd: settings.cwd ?? '/',
    now: () => nowMs,
    ask: async (question) => {
      if (settings.answer === undefined) return null;
      written.err += question;
      return settings.answer;
    },
    nodeVersion: process.versions.node,
    memoryBytes: () => 210_000_000,
    peakMemoryBytes: () => process.resourceUsage().maxRSS * 1024,
    onStop: (listener) => (stop = listener),
    runAgain: async () => undefined,
    out: () => written.out,
    err: () => written.err,
    stop: () => stop(),
    pass: (ms) => (nowMs += ms),
  };
}
