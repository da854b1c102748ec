import { Graph, layout } from '@dagrejs/dagre';
import { curveBasis, line } from 'd3-shape';
import { markup, type Html } from '../html.ts';
import { figure, fitting, textWidth } from './figure.ts';
import type { ReferenceEdge, SchemaGraph, TableNode } from './schema-graph.ts';

const lineHeight = 20;
const headHeight = 30;
const mostCharacters = 28;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Tables as boxes, references as arrows from child to parent; what is new, gone or changed differs by sign and line, not by colour alone. */
export function schemaFigure(graph: SchemaGraph, title: string): Html {
  const drawn = laidOut(graph);
  const { width = 0, height = 0 } = drawn.graph() as { width?: number; height?: number };
  const boxes = graph.tables.map((table, index) => box(table, drawn.node(`t${index}`) as Point));
  const arrows = graph.references.map((reference, index) => {
    const { child, parent } = ends(graph, reference);
    return arrow(reference, (drawn.edge(child, parent, `r${index}`) as { points: readonly Point[] }).points);
  });
  const description = descriptionOf(graph);
  return figure({ id: 'schema', title, description, width, height, content: [marker, ...arrows, ...boxes] });
}

/** By numbers: the names of tables are anything, and a graph library keeps its own in objects. */
function laidOut(graph: SchemaGraph): Graph {
  const drawn = new Graph({ multigraph: true });
  drawn.setGraph({ rankdir: 'LR', nodesep: 18, ranksep: 90, marginx: 8, marginy: 8 });
  drawn.setDefaultEdgeLabel(() => ({}));
  for (const [index, table] of graph.tables.entries()) drawn.setNode(`t${index}`, sizeOf(table));
  for (const [index, reference] of graph.references.entries()) {
    const { child, parent } = ends(graph, reference);
    drawn.setEdge(child, parent, {}, `r${index}`);
  }
  layout(drawn);
  return drawn;
}

function ends({ tables }: SchemaGraph, reference: ReferenceEdge): { readonly child: string; readonly parent: string } {
  const node = (table: string): string => `t${tables.findIndex(({ name }) => name === table)}`;
  return { child: node(reference.child), parent: node(reference.parent) };
}

function sizeOf({ name, lines }: TableNode): { readonly width: number; readonly height: number } {
  const texts = [`${name}  changed`, ...lines.map(({ text }) => text)].map((text) => fitting(text, mostCharacters + 9));
  return { width: Math.max(...texts.map(textWidth)) + 28, height: headHeight + lines.length * lineHeight + 8 };
}

function box(table: TableNode, { x, y }: Point): Html {
  const { width, height } = sizeOf(table);
  const [left, top] = [x - width / 2, y - height / 2];
  const lines = table.lines.map(({ text, fate }, index) => {
    const baseline = top + headHeight + index * lineHeight + 15;
    return markup`<text class="line ${fate}" x="${px(left + 12)}" y="${px(baseline)}"
      >${fitting(text, mostCharacters)}</text
    >`;
  });
  const fate =
    table.fate === 'same'
      ? null
      : markup`<text class="fate ${table.fate}" text-anchor="end" x="${px(left + width - 12)}" y="${px(top + 21)}"
          >${fateWords[table.fate]}</text
        >`;
  return markup`<g class="table ${table.fate}"
    ><rect x="${px(left)}" y="${px(top)}" width="${px(width)}" height="${px(height)}" rx="6" />
    <text class="name" x="${px(left + 12)}" y="${px(top + 21)}">${fitting(table.name, mostCharacters)}</text
    >${fate}${lines}</g
  > `;
}

const fateWords = { added: 'new', removed: 'gone', changed: 'changed', same: '' } as const;

function arrow({ fate }: ReferenceEdge, points: readonly Point[]): Html {
  const path =
    line<Point>(
      ({ x }) => x,
      ({ y }) => y,
    ).curve(curveBasis)([...points]) ?? '';
  return markup`<path class="reference ${fate}" d="${path}" marker-end="url(#arrow)" /> `;
}

const marker = markup`<defs
  ><marker id="arrow" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="7" markerHeight="7" orient="auto"
    ><path class="tip" d="M0 0.5 8 4 0 7.5z" /></marker
></defs> `;

function descriptionOf({ tables, references }: SchemaGraph): string {
  const named = tables.map(({ name, fate }) => `${name}${fate === 'same' ? '' : ` (${fateWords[fate]})`}`);
  const said = references.map(({ child, parent, columns, fate }) => {
    const note = fate === 'same' ? '' : ` (${fateWords[fate]})`;
    return `${child} refers to ${parent} by ${columns.join(', ')}${note}`;
  });
  return `Tables: ${named.join(', ')}. ${said.length === 0 ? 'No references.' : `References: ${said.join('; ')}.`}`;
}

function px(length: number): number {
  return Math.round(length * 10) / 10;
}
