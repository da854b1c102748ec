import { expect, test } from 'vitest';
import { accountingText } from '../../src/cli/accounting-text.ts';

test('an account says where the rows went and how, what was dropped and why, and whether nobody counted', () => {
  const text = accountingText([
    {
      table: 'article',
      rows: 1200,
      written: [
        { table: 'article', rows: 1100, how: 'each', counted: 1100 },
        { table: 'tag', rows: 40, how: 'split', counted: 1200 },
        { table: 'total', rows: 1, how: 'query', counted: null },
      ],
      dropped: [
        { table: 'article', reason: 'drafts', rows: 100 },
        { table: 'tag', reason: 'has none', rows: 0 },
      ],
      complete: true,
    },
    { table: 'log', rows: 1, written: [], dropped: [{ table: null, reason: 'old', rows: 1 }], complete: true },
    {
      table: 'x',
      rows: 2,
      written: [{ table: 'total', rows: 1, how: 'query', counted: null }],
      dropped: [],
      complete: false,
    },
    { table: 'unread', rows: 0, written: [], dropped: [], complete: true },
  ]);
  expect(text).toBe(
    [
      '  article   1,200 rows   each          article   1,100 rows   dropped 100: drafts',
      '                         split         tag          40 rows',
      '                         query         total          1 row',
      '  log            1 row   dropped                      1 row   old',
      '  x             2 rows   query         total          1 row',
      '                         not counted',
      '  unread        0 rows',
    ].join('\n'),
  );
});
