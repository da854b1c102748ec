import type { NtomError } from '../errors.ts';

/** null: nobody collects them. */
let collected: NtomError[] | null = null;

/** Throws a problem of a pipeline; where problems are collected, notes it, so that the next one is found too. */
export function refuse(problem: NtomError): void {
  if (collected === null) throw problem;
  collected.push(problem);
}

/**
 * All problems of the pipelines that `work` makes, and not only the first. What it returns is incomplete if there are any, and
 * good for nothing but looking at it. One at a time: whoever else makes a pipeline meanwhile is not told of its problems.
 */
export async function collectProblems<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly problems: readonly NtomError[] }> {
  const problems: NtomError[] = [];
  collected = problems;
  try {
    return { result: await work(), problems };
  } finally {
    collected = null;
  }
}
