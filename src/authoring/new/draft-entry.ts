import { storedColumns, type ColumnDefinition, type TableDefinition } from '../../schema/definition.ts';
import { diffSchemas } from '../../schema/diff/diff-schemas.ts';
import type { Difference } from '../../schema/diff/difference.ts';
import { columnWords, nameList, tableWords, typeWords } from '../../schema/diff/words.ts';
import type { DraftColumn, DraftEntry, DraftSelect } from './draft.ts';

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
  const columns = storedColumns(table).flatMap((column) => draftColumn(column, source, table, differences));
  const isRenamed = source.name !== table.name || names.size > 0;
  const select = draftSelect(source, table, columns, names);
  const isCopy = !isRenamed && select.generated.length === 0 && !differences.some(needsQuery);
  if (isCopy) return { kind: 'copy', columns };
  if (select.columns.length === 0) return { kind: 'todo', todo: `${tableWords(table)}, was ${tableWords(source)}` };
  return { kind: 'query', select, columns };
}

function needsQuery({ class: asks }: Difference): boolean {
  return asks === 'needs a query';
}

/** Nothing: the column is taken over as it is. */
function draftColumn(
  column: ColumnDefinition,
  source: TableDefinition,
  table: TableDefinition,
  differences: readonly Difference[],
): readonly DraftColumn[] {
  const { name } = column;
  const before = source.columns.find((each) => each.name === name);
  const isAsked = differences.some((each) => needsQuery(each) && each.name === name);
  if (before === undefined) return [isAsked ? { name, todo: columnWords(column) } : newColumn(column)];
  if (isAsked) return [{ name, todo: `${typeWords(column.type)}, was ${typeWords(before.type)}` }];
  if (!changedKeyColumns(source, table, differences).includes(name)) return [];
  const keys = `primary key [${nameList(table.primaryKey)}], was [${nameList(source.primaryKey)}]`;
  return [{ name, todo: `${columnWords(column)}, ${keys}` }];
}

function newColumn(column: ColumnDefinition): DraftColumn {
  const { name, nullable, default: filled } = column;
  if (filled !== null && 'value' in filled) return { name, value: filled.value };
  return nullable ? { name, value: null } : { name, todo: columnWords(column) };
}

/** The columns to think about when another primary key needs a query: those that come to it, or what is left of it. */
function changedKeyColumns(
  source: TableDefinition,
  table: TableDefinition,
  differences: readonly Difference[],
): readonly string[] {
  if (!differences.some((each) => needsQuery(each) && each.what === 'primary key')) return [];
  const come = table.primaryKey.filter((name) => !source.primaryKey.includes(name));
  return come.length > 0 ? come : table.primaryKey;
}

function draftSelect(
  source: TableDefinition,
  table: TableDefinition,
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
