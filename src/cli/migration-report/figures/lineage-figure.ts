import { linkHorizontal } from 'd3-shape';
import type { SourceColumn, TableLineage } from '../../../authoring/lineage/lineage-of.ts';
import { markup, type Html } from '../html.ts';
import { figure, fitting, textWidth } from './figure.ts';

const rowHeight = 24;
const mostCharacters = 34;
const gap = 120;

interface Columns {
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** From a row on the left to the row on the right that takes its value over. */
  readonly sure: readonly { readonly from: number; readonly to: number }[];
  /** Rows on the right that the query computes, or code, out of any rows on the left. */
  readonly made: readonly number[];
}

type Curve = (from: Point, to: Point) => string;
type Point = readonly [x: number, y: number];

/**
 * Source columns on the left, target columns on the right. Dashed lines meet in a knot: which of the columns on its left make which
 * on its right is not known.
 */
export function lineageFigure(lineage: TableLineage, index: number): Html {
  const { left, right, sure, made } = columnsOf(lineage);
  const leftWidth = widthOf(left);
  const ends = { left: leftWidth + 6, right: leftWidth + gap - 6 };
  const height = Math.max(left.length, right.length) * rowHeight + 8;
  const direct = sure.map(({ from, to }) => link('sure', curved([ends.left, rowAt(from)], [ends.right, rowAt(to)])));
  const labels = [
    ...left.map((text, row) => label({ text, kind: 'line', anchor: 'end', x: leftWidth, row })),
    ...right.map((text, row) => label({ text, kind: 'name', anchor: 'start', x: leftWidth + gap, row })),
  ];
  return figure({
    id: `lineage-${index}`,
    title: `Where the columns of ${lineage.table} come from`,
    description: 'The table that follows says the same.',
    width: leftWidth + gap + widthOf(right) + 4,
    height,
    content: [...knot(left.length, made, ends), ...direct, ...labels],
  });
}

const curved: Curve = (source, target) => {
  const curve = linkHorizontal<unknown, Point>()
    .x(([x]) => x)
    .y(([, y]) => y);
  return curve({ source: [...source], target: [...target] }) ?? '';
};

function knot(
  sources: number,
  made: readonly number[],
  ends: { readonly left: number; readonly right: number },
): readonly Html[] {
  if (made.length === 0 || sources === 0) return [];
  const middle: Point = [(ends.left + ends.right) / 2, rowAt((sources - 1 + (made[0] ?? 0) + (made.at(-1) ?? 0)) / 4)];
  const paths = [
    ...Array.from({ length: sources }, (_, row) => curved([ends.left, rowAt(row)], middle)),
    ...made.map((row) => curved(middle, [ends.right, rowAt(row)])),
  ];
  const [x, y] = middle;
  return [...paths.map((path) => link('possible', path)), markup`<circle class="knot" cx="${x}" cy="${y}" r="4" /> `];
}

function link(kind: 'sure' | 'possible', path: string): Html {
  return markup`<path class="link ${kind}" d="${path}" /> `;
}

interface Label {
  readonly text: string;
  readonly kind: 'line' | 'name';
  readonly anchor: 'start' | 'end';
  readonly x: number;
  readonly row: number;
}

function label({ text, kind, anchor, x, row }: Label): Html {
  const shown = fitting(text, mostCharacters);
  return markup`<text class="${kind}" text-anchor="${anchor}" x="${x}" y="${rowAt(row) + 4}">${shown}</text> `;
}

function columnsOf({ columns, uses }: TableLineage): Columns {
  const sure = columns.flatMap(({ source }, to) => {
    const from = source.kind === 'column' ? uses.findIndex((each) => isSame(each, source.of)) : -1;
    return from === -1 ? [] : [{ from, to }];
  });
  const made = columns.flatMap(({ source }, to) => (source.kind === 'query' || source.kind === 'map' ? [to] : []));
  const left = uses.map(({ table, column }) => `${table}.${column}`);
  return { left, right: columns.map(({ column }) => column), sure, made };
}

function isSame(a: SourceColumn, b: SourceColumn): boolean {
  return a.table === b.table && a.column === b.column;
}

function widthOf(texts: readonly string[]): number {
  return Math.ceil(Math.max(0, ...texts.map((text) => textWidth(fitting(text, mostCharacters))))) + 4;
}

function rowAt(row: number): number {
  return row * rowHeight + rowHeight / 2 + 4;
}
