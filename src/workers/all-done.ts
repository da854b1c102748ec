/** What all of them give, when all of them have ended: where one fails, nothing of the others is still under way. */
export async function allDone<T extends readonly Promise<unknown>[]>(
  works: readonly [...T],
): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  const outcomes = await Promise.allSettled(works);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return (await Promise.all(works)) as { [K in keyof T]: Awaited<T[K]> };
}
