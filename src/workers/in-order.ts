/** Results that wait for their turn, for each worker: more would only fill the memory and the disk. */
const aheadPerWorker = 4;

type Outcome<R> = { readonly result: R } | { readonly thrown: unknown };

/**
 * Does jobs by several workers at the same time, each one job at a time and taken in their order, and gives the results in the
 * order of the jobs, whoever did them. Where jobs fail, the error is that of the first of them. When it ends early, it waits for
 * what was begun.
 */
export async function* inOrder<W, J, R>(
  workers: readonly W[],
  jobs: readonly J[],
  work: (worker: W, job: J) => Promise<R>,
): AsyncGenerator<R> {
  // One that was given is forgotten: there are as many results as chunks, and all of them are too many for the memory.
  const due = new Map(jobs.map((_, at) => [at, Promise.withResolvers<Outcome<R>>()]));
  let [taken, given, ended] = [0, 0, false];
  let room = Promise.withResolvers<void>();
  const run = async (worker: W): Promise<void> => {
    while (taken < jobs.length && !ended) {
      if (taken - given >= aheadPerWorker * workers.length) {
        await room.promise;
        continue;
      }
      const at = taken++;
      const outcome = await outcomeOf(work(worker, jobs[at] as J));
      ended ||= 'thrown' in outcome;
      due.get(at)?.resolve(outcome);
    }
  };
  const running = workers.map(run);
  try {
    for (const [at, { promise }] of due) {
      const outcome = await promise;
      due.delete(at);
      if ('thrown' in outcome) throw outcome.thrown;
      yield outcome.result;
      given += 1;
      room.resolve();
      room = Promise.withResolvers<void>();
    }
  } finally {
    ended = true;
    room.resolve();
    await Promise.all(running);
  }
}

async function outcomeOf<R>(work: Promise<R>): Promise<Outcome<R>> {
  try {
    return { result: await work };
  } catch (thrown) {
    return { thrown };
  }
}
