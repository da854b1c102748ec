import { aligned } from '../../src/cli/report/columns.ts';
import { grouped } from '../../src/cli/report/numbers.ts';
import type { Manifest } from '../../src/format/manifest.ts';

type Account = Manifest['accounting'][number];

/** What became of the rows of each table of schema N, as aligned text: read, written where, dropped why. */
export function accountingTable({ source, target, accounting }: Manifest): string {
  const head = [`schema ${source.schema}`, 'rows read', `schema ${target.schema}`, 'rows written', 'dropped'];
  return aligned([head, ...accounting.flatMap(linesOf)]);
}

function linesOf({ table, rows, written, dropped }: Account): string[][] {
  const lines = Array.from({ length: Math.max(1, written.length, dropped.length) }, (_, index) => [
    ...cellsOfWritten(written[index]),
    cellOfDropped(dropped[index]),
  ]);
  return lines.map((cells, index) => [...(index === 0 ? [table, grouped(rows)] : ['', '']), ...cells]);
}

function cellsOfWritten(written: Account['written'][number] | undefined): string[] {
  return written === undefined ? ['', ''] : [written.table, grouped(written.rows)];
}

function cellOfDropped(dropped: Account['dropped'][number] | undefined): string {
  return dropped === undefined ? '' : `${grouped(dropped.rows)}: ${dropped.reason}`;
}
