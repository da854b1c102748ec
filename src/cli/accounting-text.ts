import type { Account } from '../format/manifest.ts';
import { aligned } from './report/columns.ts';
import { counted, grouped } from './report/numbers.ts';

/** What became of the rows of each source table, for people: how many there are, where they went and how, what was dropped and why. */
export function accountingText(accounting: readonly Account[]): string {
  return aligned(accounting.flatMap(accountLines));
}

function accountLines(account: Account): readonly (readonly string[])[] {
  const whole = account.dropped.filter(({ table }) => table === null);
  const lines = [
    ...account.written.map((written) => writtenCells(written, account)),
    ...whole.map(({ rows, reason }) => ['dropped', '', counted(rows, 'row'), reason]),
    ...(account.complete ? [] : [['not counted']]),
  ];
  const total = [account.table, counted(account.rows, 'row')];
  return (lines.length === 0 ? [[]] : lines).map((cells, index) => [...(index === 0 ? total : ['', '']), ...cells]);
}

function writtenCells({ table, how, rows }: Account['written'][number], { dropped }: Account): readonly string[] {
  const reasons = dropped.filter((each) => each.table === table && each.rows > 0);
  return [
    how,
    table,
    counted(rows, 'row'),
    reasons.map(({ rows, reason }) => `dropped ${grouped(rows)}: ${reason}`).join('; '),
  ];
}
