import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { inOrder } from '../../src/workers/in-order.ts';

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

test('results come in the order of the jobs, whoever is quicker', async () => {
  const delays = [20, 0, 10, 0, 5, 0, 0];
  const jobs = numbers(delays.length);
  const done: number[] = [];
  const results = inOrder(['a', 'b', 'c'], jobs, async (worker, job) => {
    await wait(delays[job]);
    done.push(job);
    return `${job} by ${worker}`;
  });
  const given = (await Array.fromAsync(results)).map((text) => Number(text.split(' ')[0]));
  expect(given).toEqual(jobs);
  expect(done).not.toEqual(jobs);
});

test('every worker does one job at a time, and none is done twice', async () => {
  const busy = new Set<string>();
  const done: number[] = [];
  const results = inOrder(['a', 'b'], numbers(50), async (worker, job) => {
    expect(busy.has(worker)).toBe(false);
    busy.add(worker);
    await wait(job % 3);
    busy.delete(worker);
    done.push(job);
  });
  for await (const _ of results);
  expect(done.toSorted((a, b) => a - b)).toEqual(numbers(50));
});

test('workers wait when results are not taken: no more than four for each of them are made ahead', async () => {
  let begun = 0;
  const results = inOrder(['a', 'b'], numbers(100), async () => (begun += 1));
  await results.next();
  await wait(20);
  expect(begun).toBeLessThanOrEqual(9);
  await results.return(undefined);
  await wait(5);
  expect(begun).toBeLessThanOrEqual(9);
});

test('the error is that of the first job that failed, after what was begun has ended', async () => {
  let running = 0;
  const results = inOrder(['a', 'b', 'c'], numbers(20), async (_, job) => {
    running += 1;
    await wait(job === 3 ? 20 : 1);
    running -= 1;
    if (job === 3 || job === 4) throw new Error(`job ${job}`);
    return job;
  });
  const taken: number[] = [];
  const failing = (async () => {
    for await (const result of results) taken.push(result);
  })();
  await expect(failing).rejects.toThrow('job 3');
  expect(taken).toEqual([0, 1, 2]);
  expect(running).toBe(0);
});

test('several takers share the results: each is given once', async () => {
  const results = inOrder(['a', 'b'], numbers(30), async (_, job) => job);
  const takers = ['x', 'y', 'z'].map(async () => {
    const taken: number[] = [];
    for await (const result of results) {
      taken.push(result);
      await wait(1);
    }
    return taken;
  });
  expect((await Promise.all(takers)).flat().toSorted((a, b) => a - b)).toEqual(numbers(30));
});

test('a result that was taken is kept no longer', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const made: WeakRef<object>[] = [];
  const results = inOrder(['a', 'b'], numbers(20), async (_, job) => {
    const result = { job };
    made[job] = new WeakRef(result);
    return result;
  });
  for (let taken = 0; taken < 10; taken += 1) await results.next();
  await wait(5);
  collect();
  expect(made.slice(0, 9).map((each) => each.deref())).toEqual(numbers(9).map(() => undefined));
  await results.return(undefined);
});
