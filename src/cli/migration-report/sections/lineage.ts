import type { ColumnSource, TableLineage } from '../../../authoring/lineage/lineage-of.ts';
import { personalIn, type IsPersonal } from '../../records/rejected-rows.ts';
import { counted } from '../../report/numbers.ts';
import { code, dataTable } from '../data-table.ts';
import type { ReportFacts } from '../facts.ts';
import { lineageFigure } from '../figures/lineage-figure.ts';
import { markup, type Html } from '../html.ts';
import { notKnown, type Section } from './section.ts';

export function lineageSection({ lineage, pipeline, to }: ReportFacts): Section {
  const title = 'Where the columns come from';
  if (lineage === null || pipeline === null)
    return { id: 'lineage', title, body: [notKnown('Not known: see the end of the report.')] };
  const isPersonal = personalIn(to);
  const tables = lineage.map((each, index) => tableHtml(each, index, isPersonal));
  const legend = markup`<p class="note">
    A solid line: the value is taken over as it is. Dashed lines meet in a knot: the query, or the code of its .map, makes the columns on the right out of some of those on the left; out of which is not known.
  </p>`;
  const drops = Object.entries(pipeline.drops).map(([what, reason]) => [what, reason]);
  const head = ['Of the old schema', 'Why'];
  const dropped =
    drops.length === 0 ? [] : [dataTable({ caption: 'Not carried over, by the pipeline', head, rows: drops })];
  return { id: 'lineage', title, body: [legend, ...tables, ...dropped] };
}

const howWords = { copy: 'copied', query: 'by a query', 'query and map': 'by a query, and code for each row' } as const;

function tableHtml(lineage: TableLineage, index: number, isPersonal: IsPersonal): Html {
  const { table, how, columns, reads } = lineage;
  const rows = columns.map(({ column, source }) => [column, sourceText(source, isPersonal(table, column))]);
  const caption = `Columns of ${table}`;
  const of = reads.length === 0 ? '' : ` of ${reads.join(', ')}`;
  return markup`<details>
    <summary>
      <span class="what">${table}</span>
      <span class="how">${howWords[how]}${of}, ${counted(columns.length, 'column')}</span>
    </summary>
    ${lineageFigure(lineage, index)} ${usesHtml(lineage)} ${dataTable({ caption, head: ['Column', 'Comes from'], rows })}
  </details>`;
}

function sourceText(source: ColumnSource, isPersonal: boolean): Html | string {
  switch (source.kind) {
    case 'column':
      return markup`${code(`${source.of.table}.${source.of.column}`)}, as it is`;
    case 'value':
      return markup`the value ${code(isPersonal ? '…' : valueText(source.value))} in every row`;
    case 'query':
      return 'computed by the query';
    case 'map':
      return 'made by the code of .map';
  }
}

/** What the computed columns are made of: which of them uses which is not known. */
function usesHtml({ columns, uses }: TableLineage): Html | null {
  const isComputed = columns.some(({ source }) => source.kind === 'query' || source.kind === 'map');
  if (!isComputed || uses.length === 0) return null;
  const names = uses.map(({ table, column }) => `${table}.${column}`).join(', ');
  return markup`<p class="note">To compute, join and filter, the query uses: ${names}.</p>`;
}

function valueText(value: Extract<ColumnSource, { kind: 'value' }>['value']): string {
  if (value === null) return 'NULL';
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
