import type { Account } from '../format/manifest.ts';
import { aligned } from './report/columns.ts';
import { counted, grouped } from './report/numbers.ts';

/** What became of the rows of each source table, for people: rows, where they went and how, what was dropped and why. */
export function accountingText(accounting: readonly Account[]): string {
  return aligned(accounting.flatMap(accountLines));
}

function accountLines({ table, rows, written, dropped, complete }: Account): readonly (readonly string[])[] {
  const ends = [
    ...dropped.map((each) => `${grouped(each.rows)} dropped: ${each.reason}`),
    ...(complete ? [] : ['not counted']),
  ];
  return Array.from({ length: Math.max(1, written.length, ends.length) }, (_, index) => [
    ...(index === 0 ? [table, counted(rows, 'row')] : ['', '']),
    ...writtenCells(written[index]),
    ends[index] ?? '',
  ]);
}

function writtenCells(written: Account['written'][number] | undefined): readonly string[] {
  return written === undefined ? ['', '', ''] : [written.how, written.table, counted(written.rows, 'row')];
}
