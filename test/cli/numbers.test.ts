import { expect, test } from 'vitest';
import { aligned } from '../../src/cli/report/columns.ts';
import { counted, duration, fileSize, grouped } from '../../src/cli/report/numbers.ts';

test('numbers for people', () => {
  expect([0, 999, 1000, 135_233].map(grouped)).toEqual(['0', '999', '1,000', '135,233']);
  expect([counted(1, 'row'), counted(0, 'row'), counted(2000, 'part')]).toEqual(['1 row', '0 rows', '2,000 parts']);
  expect([40, 9_940, 9_960, 59_400, 59_600, 185_000, 7_440_000].map(duration)).toEqual([
    '0.0 s',
    '9.9 s',
    '10 s',
    '59 s',
    '1 min 0 s',
    '3 min 5 s',
    '2 h 4 min',
  ]);
  expect([0, 812, 999, 1000, 4_200_000, 123_456_789, 999_950_000].map(fileSize)).toEqual([
    '0 B',
    '812 B',
    '999 B',
    '1.0 kB',
    '4.2 MB',
    '123 MB',
    '1.0 GB',
  ]);
});

test('columns are aligned, numbers to the right', () => {
  expect(
    aligned([
      ['city', '135,233 rows'],
      ['country_code', '250 rows', 'x'],
    ]),
  ).toBe('  city           135,233 rows\n  country_code       250 rows   x');
  expect(aligned([])).toBe('');
});
