/** What all of them give, when all of them have ended: where one fails, nothing of the others is still under way. */
export async function allDone<T extends readonly Promise<unknown>[]>(
  works: readonly [...T],
): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(works);
  return (await Promise.all(works)) as { [K in keyof T]: Awaited<T[K]> };
}
