import { expect, test } from 'vitest';
import { lineResult } from '../../bench/run/results.ts';
import type { Measurement } from '../../bench/run/measure.ts';
import { table } from '../../bench/table.ts';
import { atLeast, atMost, type Line } from '../../bench/work.ts';

const line: Line = {
  name: 'both',
  work: 'extract + load',
  against: '`cp`',
  ours: ['extract', 'load'],
  peer: ['cp'],
  measure: 'seconds',
  target: atMost(0.5),
};

function measured(work: string, seconds: readonly number[], more: Partial<Measurement> = {}): readonly Measurement[] {
  const usual = { rows: 1000, cpuSeconds: 1, peakBytes: null };
  return seconds.map((each, index) => ({ work, round: index + 1, seconds: each, ...usual, ...more }));
}

test('the ratio is the median of the ratios of the rounds, each of the sums of its works', () => {
  const measurements = [
    ...measured('extract', [1, 2, 3]),
    ...measured('load', [1, 2, 30]),
    ...measured('cp', [4, 16, 33]),
  ];
  expect(lineResult(line, measurements, [])).toMatchObject({ ours: 4, peer: 16, ratio: 0.5, cpuRatio: 2, isMet: true });
});

test('of an even number of rounds the median is between the two in the middle', () => {
  const measurements = [...measured('extract', [1, 2]), ...measured('load', [1, 2]), ...measured('cp', [1, 1])];
  expect(lineResult(line, measurements, [])).toMatchObject({ ours: 3, ratio: 3, isMet: false });
});

test('a work that was not run leaves its line without a verdict', () => {
  const measurements = [...measured('extract', [1]), ...measured('load', [1])];
  const unmeasured = { ours: 2, peer: null, ratio: null, cpuRatio: null, isMet: null, missing: ['cp'] };
  expect(lineResult(line, measurements, ['cp'])).toMatchObject(unmeasured);
});

test('where a server works, CPU time is not compared', () => {
  const own = ['extract', 'load'].flatMap((work) => measured(work, [1], { cpuSeconds: null }));
  expect(lineResult(line, [...own, ...measured('cp', [4])], [])).toMatchObject({ ratio: 0.5, cpuRatio: null });
});

test('without a peer the measure itself is held against the target', () => {
  const memory: Line = { ...line, ours: ['load'], peer: [], measure: 'peakBytes', target: atMost(300e6) };
  const peaks = (peakBytes: number) => lineResult(memory, measured('load', [1], { peakBytes }), []);
  expect([peaks(299e6).isMet, peaks(301e6).isMet]).toEqual([true, false]);
});

test('rows per second may have to be more', () => {
  const rate: Line = { ...line, ours: ['load'], measure: 'rowsPerSecond', target: atLeast(0.9) };
  const result = lineResult(rate, [...measured('load', [10], { rows: 8000 }), ...measured('cp', [1])], []);
  expect(result).toMatchObject({ ours: 800, peer: 1000, ratio: 0.8, isMet: false });
});

test('a table of medians', () => {
  const seconds = lineResult(
    line,
    [...measured('extract', [0.1]), ...measured('load', [0.2]), ...measured('cp', [2])],
    [],
  );
  const memory: Line = {
    ...line,
    name: 'memory',
    against: '',
    ours: ['load'],
    peer: [],
    measure: 'peakBytes',
    target: atMost(300e6),
  };
  const peak = lineResult(memory, measured('load', [1], { peakBytes: 123e6 }), []);
  const missing = lineResult({ ...line, target: null }, [], ['cp']);
  expect(table([seconds, peak, missing]))
    .toBe(`| line | work | against | ours | peer | ratio | CPU ratio | target | met |
| --- | --- | --- | --: | --: | --: | --: | --: | --: |
| both | extract + load | \`cp\` | 300 ms | 2.00 s | 0.15 | 2.00 | ≤ 0.50 | yes |
| memory | extract + load |  | 123 MB |  |  |  | ≤ 300 MB | yes |
| both | extract + load | \`cp\`, missing: cp |  |  |  |  |  |  |`);
});
