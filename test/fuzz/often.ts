import { expect } from 'vitest';
import { NtomError, type ErrorCode } from '../../src/errors.ts';

const isFull = process.env['NTOM_TEST_FULL'] === '1';
const seed = Number(process.env['NTOM_TEST_SEED'] ?? Date.now() % 2 ** 31);
process.stdout.write(`fuzzing with NTOM_TEST_SEED=${seed}\n`);

/** How often a property is tried: so many times, with `NTOM_TEST_FULL=1` fifty times as many. */
export function often(usual: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: isFull ? 50 * usual : usual, seed };
}

/** The longest message that a hostile input may bring about. */
const longestMessage = 1000;

/** With which error of ours it ends; null: with none. What is not one of ours is a bug, and thrown on. */
export async function codeOf(work: () => unknown): Promise<ErrorCode | null> {
  try {
    await work();
    return null;
  } catch (thrown) {
    if (!(thrown instanceof NtomError)) throw thrown;
    expect(thrown.message.length).toBeLessThan(longestMessage);
    return thrown.code;
  }
}
