import { storedColumns, type ColumnDefinition, type TableDefinition } from '../../schema/definition.ts';
import { diffSchemas } from '../../schema/diff/diff-schemas.ts';
import type { Difference } from '../../schema/diff/difference.ts';
import { columnWords, nameList, tableWords, typeWords } from '../../schema/diff/words.ts';
import type { DraftColumn, DraftEntry, DraftSelect } from './draft.ts';
import { takesOver } from './takes-over.ts';

/** What differs between two tables of the same name. */
export function tableDifferences(source: TableDefinition, table: TableDefinition): readonly Difference[] {
  const nothingElse = { indexes: [], views: [], triggers: [], statements: [] };
  return diffSchemas({ tables: [source], ...nothingElse }, { tables: [table], ...nothingElse });
}

/**
 * How the rows of a table could be made from a source table, which may have another name: copied if that does it, else queried.
 *
 * @param source undefined: there is none.
 * @param names Names in `source` by what they are in schema N, where they are other ones there.
 */
export function draftEntry(
  source: TableDefinition | undefined,
  table: TableDefinition,
  differences: readonly Difference[],
  names: ReadonlyMap<string, string> = new Map(),
): DraftEntry {
  if (source === undefined) return { kind: 'todo', todo: tableWords(table) };
  const pair = { source, table, differences };
  const columns = storedColumns(table).flatMap((column) => draftColumn(column, pair));
  const isRenamed = source.name !== table.name || names.size > 0;
  const isGenerated = draftSelect(pair, columns, names).generated.length > 0;
  if (!isRenamed && !isGenerated && !differences.some(needsQuery))
    return { kind: 'copy', columns: columns.filter(isTodo) };
  const mapped = columns.length === 0 ? [] : storedColumns(table).flatMap((column) => mappedColumn(column, pair));
  const select = draftSelect(pair, mapped, names);
  if (select.columns.length === 0) return { kind: 'todo', todo: `${tableWords(table)}, was ${tableWords(source)}` };
  return { kind: 'query', select, columns: mapped };
}

/** A table of schema M, what its rows are made of, and how the two differ. */
interface Pair {
  readonly source: TableDefinition;
  readonly table: TableDefinition;
  readonly differences: readonly Difference[];
}

/** A copy fills the others by itself. */
function isTodo(column: DraftColumn): boolean {
  return 'todo' in column;
}

function needsQuery({ class: asks }: Difference): boolean {
  return asks === 'needs a query';
}

/** In a map, where the compiler compares types, a column is not taken over if its values may be of another type than before. */
function mappedColumn(column: ColumnDefinition, pair: Pair): readonly DraftColumn[] {
  const before = sourceColumn(pair, column.name);
  const drafted = draftColumn(column, pair);
  if (before === undefined || drafted.length > 0 || takesOver(before, column)) return drafted;
  return [{ name: column.name, todo: changeWords(before, column) }];
}

/** Nothing: the column is taken over as it is. */
function draftColumn(column: ColumnDefinition, pair: Pair): readonly DraftColumn[] {
  const { name } = column;
  const before = sourceColumn(pair, name);
  const isAsked = pair.differences.some((each) => needsQuery(each) && each.name === name);
  if (before === undefined) return [isAsked ? { name, todo: columnWords(column) } : newColumn(column)];
  if (isAsked) return [{ name, todo: changeWords(before, column) }];
  if (!changedKeyColumns(pair).includes(name)) return [];
  const keys = `primary key [${nameList(pair.table.primaryKey)}], was [${nameList(pair.source.primaryKey)}]`;
  return [{ name, todo: `${columnWords(column)}, ${keys}` }];
}

function sourceColumn({ source }: Pair, name: string): ColumnDefinition | undefined {
  return source.columns.find((column) => column.name === name);
}

/** What a column holds, and held: `decimal(10, 2), was real()`. */
function changeWords(before: ColumnDefinition, after: ColumnDefinition): string {
  const [now, was] = [after, before].map(({ type, nullable }) => `${typeWords(type)}${nullable ? '.nullable()' : ''}`);
  return `${now}, was ${was}`;
}

function newColumn(column: ColumnDefinition): DraftColumn {
  const { name, nullable, default: filled } = column;
  if (filled !== null && 'value' in filled) return { name, value: filled.value };
  return nullable ? { name, value: null } : { name, todo: columnWords(column) };
}

/** The columns to think about when another primary key needs a query: those that come to it, or what is left of it. */
function changedKeyColumns({ source, table, differences }: Pair): readonly string[] {
  if (!differences.some((each) => needsQuery(each) && each.what === 'primary key')) return [];
  const come = table.primaryKey.filter((name) => !source.primaryKey.includes(name));
  return come.length > 0 ? come : table.primaryKey;
}

function draftSelect(
  { source, table }: Pair,
  drafted: readonly DraftColumn[],
  names: ReadonlyMap<string, string>,
): DraftSelect {
  const isDrafted = (name: string): boolean => drafted.some((column) => column.name === name);
  const generated = source.columns.filter((column) => column.generated !== null).map(({ name }) => name);
  const present = source.columns
    .map(({ name }) => name)
    .filter((name) => !(generated.includes(name) && isDrafted(name)));
  const selected = storedColumns(table)
    .map(({ name }) => name)
    .filter((name) => present.includes(name));
  const named = new Map([...names].map(([before, after]) => [after, before]));
  return {
    source: source.name,
    columns: selected.map((name) => ({ column: named.get(name) ?? name, name })),
    omitted: storedColumns(source)
      .map(({ name }) => name)
      .filter((name) => !selected.includes(name)),
    generated: selected.filter((name) => generated.includes(name)),
  };
}
