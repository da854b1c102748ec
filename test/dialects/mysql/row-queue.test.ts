import { describe, expect, test } from 'vitest';
import { RowQueue } from '../../../src/dialects/mysql/connection/row-queue.ts';

const kibibyte = 1024;

/** A queue, and what it told its sender. */
function queueOf() {
  const told: string[] = [];
  const queue = new RowQueue({ pause: () => told.push('pause'), resume: () => told.push('resume') });
  return { queue, told };
}

/** The end of what came in at one time. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('rows that are received faster than they are taken', () => {
  test('hold the sender back until they are taken, whatever their number', async () => {
    const { queue, told } = queueOf();
    for (let row = 0; row < 3; row += 1) {
      queue.add(100 * kibibyte);
      expect(told).toEqual([]);
      await settled();
    }
    expect(told).toEqual(['pause']);
    expect(await queue.take()).toBe(3);
    expect(told).toEqual(['pause', 'resume']);
    queue.add(1);
    await settled();
    expect(await queue.take()).toBe(1);
    expect(told).toEqual(['pause', 'resume']);
  });

  test('do not hold back what comes after the last of them', async () => {
    const { queue, told } = queueOf();
    queue.add(1000 * kibibyte);
    queue.end();
    await settled();
    expect(told).toEqual([]);
    expect(await queue.take()).toBe(1);
    expect(await queue.take()).toBe(null);
  });
});

describe('who waits for rows', () => {
  test('gets all that come in at one time', async () => {
    const { queue } = queueOf();
    const taken = queue.take();
    for (let row = 0; row < 3; row += 1) queue.add(1);
    expect(await taken).toBe(3);
  });

  test('gets the end, and the first error', async () => {
    const ended = queueOf().queue;
    const end = ended.take();
    ended.end();
    expect(await end).toBe(null);
    const failed = queueOf().queue;
    const error = failed.take();
    expect(failed.hasFailed).toBe(false);
    failed.fail(new Error('first'));
    failed.fail(new Error('second'));
    failed.end();
    expect(failed.hasFailed).toBe(true);
    await expect(error).rejects.toThrow('first');
    await expect(failed.take()).rejects.toThrow('first');
  });
});
