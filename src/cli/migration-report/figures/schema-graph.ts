import type { SchemaDefinition, TableDefinition } from '../../../schema/definition.ts';
import type { ReportFacts } from '../facts.ts';

/** How something of schema M compares with schema N. */
export type Fate = 'added' | 'removed' | 'changed' | 'same';

export interface TableNode {
  readonly name: string;
  readonly fate: Fate;
  /** `+ slug`, `− old_flag`, `~ population`, or how many columns there are. */
  readonly lines: readonly { readonly text: string; readonly fate: Fate }[];
}

export interface ReferenceEdge {
  readonly child: string;
  readonly parent: string;
  readonly columns: readonly string[];
  readonly fate: Fate;
}

export interface SchemaGraph {
  readonly tables: readonly TableNode[];
  readonly references: readonly ReferenceEdge[];
}

/** How many columns are shown of a table that changed. */
const mostLines = 8;

/** The tables and references of both schemas, each once. */
export function schemaGraph(facts: ReportFacts): SchemaGraph {
  const { from, to } = facts;
  const removed = from.tables.filter(({ name }) => !to.tables.some((table) => table.name === name));
  const tables = [...to.tables, ...removed].map((table) => tableNode(table, facts));
  return { tables, references: references(from, to) };
}

function tableNode(table: TableDefinition, { from, to, differences }: ReportFacts): TableNode {
  const { name, columns } = table;
  if (!from.tables.some((each) => each.name === name)) return whole(table, 'added');
  if (!to.tables.some((each) => each.name === name)) return whole(table, 'removed');
  const own = differences.filter((difference) => difference.table === name);
  if (own.length === 0) return whole(table, 'same');
  const lines = columnLines(name, own, from);
  const shown = lines.length === 0 ? [{ text: `${columns.length} columns`, fate: 'same' as const }] : lines;
  const more =
    shown.length > mostLines ? [{ text: `and ${shown.length - mostLines} more`, fate: 'same' as const }] : [];
  return { name, fate: 'changed', lines: [...shown.slice(0, mostLines), ...more] };
}

function whole({ name, columns }: TableDefinition, fate: Fate): TableNode {
  const text = `${columns.length} column${columns.length === 1 ? '' : 's'}`;
  return { name, fate, lines: [{ text, fate: 'same' }] };
}

const signs = { added: '+', removed: '−', changed: '~', same: ' ' } as const;

function columnLines(table: string, own: ReportFacts['differences'], from: SchemaDefinition): TableNode['lines'] {
  const fates = new Map<string, Fate>();
  const before = from.tables.find(({ name }) => name === table)?.columns.map(({ name }) => name) ?? [];
  for (const { what, change, name } of own) {
    if (name === null) continue;
    if (what === 'column' && (change === 'added' || change === 'removed')) fates.set(name, change);
    else if (before.includes(name) && !fates.has(name)) fates.set(name, 'changed');
  }
  return [...fates].map(([name, fate]) => ({ text: `${signs[fate]} ${name}`, fate }));
}

function references(from: SchemaDefinition, to: SchemaDefinition): readonly ReferenceEdge[] {
  const before = edgesOf(from);
  const after = edgesOf(to);
  const kept = [...after].map(([key, edge]) => ({
    ...edge,
    fate: before.has(key) ? ('same' as const) : ('added' as const),
  }));
  const removed = [...before]
    .filter(([key]) => !after.has(key))
    .map(([, edge]) => ({ ...edge, fate: 'removed' as const }));
  return [...kept, ...removed];
}

function edgesOf({ tables }: SchemaDefinition): ReadonlyMap<string, Omit<ReferenceEdge, 'fate'>> {
  const edges = tables.flatMap(({ name, foreignKeys }) =>
    foreignKeys.map(({ columns, parent, parentColumns }) => {
      return [JSON.stringify([name, columns, parent, parentColumns]), { child: name, parent, columns }] as const;
    }),
  );
  return new Map(edges);
}
