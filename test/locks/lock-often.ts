import { closeSync, openSync, rmSync } from 'node:fs';
import { lockPath } from '../../src/dialects/path-lock.ts';

/** Takes the lock of the path that is given, many times. A file shows whether anybody else has it meanwhile. */
const path = process.argv[2] ?? '';
const times = 60;
for (let time = 1; time <= times; time += 1) {
  await using _held = await lockPath({
    path,
    command: 'often',
    waitMs: 60_000,
    held: (holder) => new Error(holder),
    unwritable: (thrown) => thrown as Error,
  });
  const inside = `${path}-inside`;
  closeSync(openSync(inside, 'wx'));
  await new Promise((resolve) => setImmediate(resolve));
  rmSync(inside);
}
process.stdout.write(`${times} times alone`);
