import { expect, test } from 'vitest';
import { readOptions } from '../../bench/options.ts';

const names = (...argv: string[]): string[] => readOptions(argv).lines.map(({ name }) => name);

test('all lines but the large ones, unless they are asked for', () => {
  expect(names()).toContain('extract');
  expect(names()).not.toContain('memory-load-large');
  expect(names('--large')).toContain('memory-load-large');
  expect(new Set(names('--large')).size).toBe(names('--large').length);
});

test('the lines that are named, in the order of the table', () => {
  expect(names('--only', 'load', 'extract', 'rate-load')).toEqual(['extract', 'load', 'rate-load']);
});

test.each([
  [['--only', 'fast'], 'no line is called fast: --list names them'],
  [['fast'], 'what is fast?'],
  [['--rows', '2e6'], '--rows 2e6: not a whole number from 1'],
  [['--rounds', '0'], '--rounds 0: not a whole number from 1'],
])('%j is refused', (argv, message) => {
  expect(() => readOptions(argv)).toThrow(message);
});
