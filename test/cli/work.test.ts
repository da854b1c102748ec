import { expect, test } from 'vitest';
import { erased } from '../../src/cli/report/erased.ts';
import { barLine, workLine } from '../../src/cli/report/work-text.ts';
import { Work } from '../../src/cli/report/work.ts';

interface Case {
  readonly done: number;
  readonly total: number;
  readonly number?: number;
  readonly of?: number;
}

const nowMs = 2000;
const shown = { nowMs, memoryBytes: 210_000_000 };

function workOf({ done, total, number = 1, of = 1 }: Case, table = 'city'): Work {
  const started = { type: 'phase-started', phase: 'extract', schema: 3, tables: 1, rows: total } as const;
  const work = new Work(started, { number, of }, 0);
  work.table = table;
  // The first news counts for nothing: from then on the time runs.
  work.add(0, 0);
  work.add(done, nowMs);
  return work;
}

test.each([
  [{ done: 0, total: 4000 }, 'extract 3, 0%, city, 0 of 4,000 rows, 210 MB'],
  [{ done: 1000, total: 4000 }, 'extract 3, 25%, 6.0 s left, city, 1,000 of 4,000 rows, 500 rows/s, 210 MB'],
  [{ done: 4000, total: 4000 }, 'extract 3, 100%, 0.0 s left, city, 4,000 of 4,000 rows, 2,000 rows/s, 210 MB'],
  [{ done: 1000, total: 0 }, 'extract 3, city, 1,000 rows, 500 rows/s, 210 MB'],
  [{ done: 5000, total: 4000 }, 'extract 3, city, 5,000 rows, 2,500 rows/s, 210 MB'],
  [
    { done: 1000, total: 4000, number: 1, of: 2 },
    'extract 3, phase 1 of 2, 12%, 14 s left, city, 1,000 of 4,000 rows, 500 rows/s, 210 MB',
  ],
  [
    { done: 1000, total: 4000, number: 2, of: 2 },
    'extract 3, phase 2 of 2, 62%, 6.0 s left, city, 1,000 of 4,000 rows, 500 rows/s, 210 MB',
  ],
])('two seconds of work: %j', (rows, text) => {
  expect(workLine(workOf(rows), shown)).toBe(text);
});

test('a narrow terminal has what matters most', () => {
  const work = workOf({ done: 1000, total: 4000 });
  const at = (columns: number): string => barLine(work, shown, columns);
  expect(at(200)).toBe(
    'extract 3 [=====               ] 25%, 6.0 s left, city, 1,000 of 4,000 rows, 500 rows/s, 210 MB',
  );
  expect(at(80)).toBe('extract 3 [===       ] 25%, 6.0 s left, city, 1,000 rows, 500 rows/s, 210 MB');
  expect(at(60)).toBe('extract 3 [===       ] 25%, 6.0 s left, city, 1,000 rows');
  expect(at(40)).toBe('extract 3, 25%, 6.0 s left, city');
  expect(at(20)).toBe('extract 3, 25%');
  expect(at(8)).toBe('25%');
  for (let columns = 1; columns < 120; columns++) expect(at(columns).length).toBeLessThan(columns);
});

test('the time left is told once it has settled, by the pace since the first news', () => {
  const started = { type: 'phase-started', phase: 'load', schema: 3, tables: 1, rows: 4000 } as const;
  const work = new Work(started, { number: 1, of: 1 }, 0);
  work.add(1000, 9000);
  expect(work.leftMs(9999)).toBeNull();
  expect(work.leftMs(20_000)).toBeNull();
  work.add(1000, 9500);
  expect(work.leftMs(9999)).toBeNull();
  expect(work.leftMs(10_000)).toBe(2000);
});

test('the pace is that of the last seconds', () => {
  const work = workOf({ done: 0, total: 0 });
  for (let second = 3; second <= 20; second++) work.add(second < 10 ? 100 : 1000, second * 1000);
  expect(work.rowsPerSecond(20_000)).toBe(1000);
});

test('a name of a table is shown without what a terminal would obey, and not in full if it is long', () => {
  const line = workLine(workOf({ done: 1, total: 4 }, `\u001B[2J${'x'.repeat(60)}`), shown);
  expect(line).not.toContain('\u001B');
  expect(line).toContain('x…, ');
});

test.each([
  [{ length: 70, columns: 80 }, 80, ''],
  [{ length: 70, columns: 80 }, 100, ''],
  [{ length: 30, columns: 80 }, 40, ''],
  [{ length: 70, columns: 80 }, 40, '\r\u001B[1A\u001B[J'],
  [{ length: 81, columns: 90 }, 40, '\r\u001B[2A\u001B[J'],
])('of %j a terminal with %i columns erases what it broke', (last, columns, codes) => {
  expect(erased(last, columns)).toBe(codes);
});
