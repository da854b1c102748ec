import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** Objects that live through several collections: what makes a young generation grow. */
const growing = `
  import { getHeapSpaceStatistics } from 'node:v8';
  import { setImmediate as nextTurn } from 'node:timers/promises';
  import { boundYoungGeneration } from ${JSON.stringify(new URL('../src/young-generation.ts', import.meta.url).href)};
  if (process.argv[1] === 'bounded') boundYoungGeneration();
  const sizes = [];
  const kept = [];
  for (let turn = 0; turn < 600; turn += 1) {
    kept[turn % 60] = Array.from({ length: 5000 }, (_, at) => [turn, at, String(turn * at)]);
    const { space_size } = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    sizes.push(space_size);
    await nextTurn();
  }
  console.log(sizes.sort((a, b) => a - b)[300] / 1024 / 1024);`;

/** Most of the time: while V8 marks the old generation, it lets the young one take more than it has, until that is done. */
function usualMb(bound: string): number {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--max-semi-space-size=32', '--import', 'tsx', '--input-type=module', '-e', growing, bound],
    { encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  return Number(stdout);
}

test('the young generation of the main thread grows to 16 MB and no further', () => {
  const mb = usualMb('bounded');
  expect(mb).toBeGreaterThan(8);
  expect(mb).toBeLessThanOrEqual(17);
});

test('it would grow further by itself', () => {
  expect(usualMb('')).toBeGreaterThan(17);
});
