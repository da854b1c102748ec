let last: Promise<unknown> = Promise.resolve();

/** Tests run at the same time, and ntom has one database open in a process: each waits for those before it. */
export function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const result = last.then(work);
  last = result.catch(() => undefined);
  return result;
}
