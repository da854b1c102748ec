import type { Account } from '../../../format/manifest.ts';
import { grouped } from '../../report/numbers.ts';
import { dataTable } from '../data-table.ts';
import type { ReportFacts } from '../facts.ts';
import type { Html } from '../html.ts';
import { notKnown, type Section } from './section.ts';

const howWords: Readonly<Record<Account['written'][number]['how'], string>> = {
  copy: 'copied',
  each: 'one for each',
  union: 'united with others',
  merge: 'merged',
  split: 'split',
  query: 'by a query',
  edited: 'edited afterwards',
};

export function rowsSection({ extract }: ReportFacts): Section {
  const title = 'What became of the rows';
  if (extract === null)
    return { id: 'rows', title, body: [notKnown('Not known: there is no extract of this step at hand.')] };
  const { accounting, tables } = extract.manifest;
  return { id: 'rows', title, body: [readTable(accounting), ...droppedTable(accounting), writtenTable(tables)] };
}

function readTable(accounting: readonly Account[]): Html {
  const rows = accounting.flatMap(({ table, rows: read, written, complete }) => {
    const lines = written.map((into) => [
      into.table,
      howWords[into.how],
      into.counted === null ? 'not counted' : grouped(into.counted),
    ]);
    const shown = lines.length === 0 ? [['', 'none', '']] : lines;
    const rest = complete ? 'all counted' : 'not all counted';
    return shown.map((cells, index) => [table, index === 0 ? grouped(read) : '', ...cells, index === 0 ? rest : '']);
  });
  const head = ['Old table', 'Rows read', 'Written to', 'How', 'Rows used', 'Account'];
  return dataTable({ caption: 'Rows of the old tables', head, rows, figures: [1, 4] });
}

function droppedTable(accounting: readonly Account[]): readonly Html[] {
  const rows = accounting.flatMap(({ table, dropped }) =>
    dropped.map((each) => [table, each.table ?? 'any table', grouped(each.rows), each.reason]),
  );
  const head = ['Old table', 'Not in', 'Rows', 'Why'];
  if (rows.length === 0) return [notKnown('No rows were dropped.')];
  return [dataTable({ caption: 'Rows that were dropped', head, rows, figures: [2] })];
}

function writtenTable(tables: NonNullable<ReportFacts['extract']>['manifest']['tables']): Html {
  const rows = tables.map(({ name, rows: written, nextId }) => [name, grouped(written), nextId ?? '']);
  return dataTable({
    caption: 'Rows of the new tables',
    head: ['New table', 'Rows written', 'Next id'],
    rows,
    figures: [1, 2],
  });
}
