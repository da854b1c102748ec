import { findTable, storedColumns, type SchemaDefinition, type TableDefinition } from '../../schema/definition.ts';
import { diffSchemas } from '../../schema/diff/diff-schemas.ts';
import type { DraftPipeline, DraftTable } from './draft.ts';
import { draftEntry, tableDifferences } from './draft-entry.ts';
import { findColumnRenames } from './find-column-renames.ts';
import { findTableRenames, type TableRename } from './find-table-renames.ts';
import { remarksOn } from './remarks.ts';
import { withColumnNames } from './with-column-names.ts';

/** What can be said of a pipeline NtoM without knowing the data: what is trivial, what is still to be written, likely renames. */
export function draftPipeline(from: SchemaDefinition, to: SchemaDefinition): DraftPipeline {
  const differences = Map.groupBy(diffSchemas(from, to), ({ table }) => table);
  const renames = findTableRenames(from, to);
  const tables = to.tables.map((table): DraftTable => {
    const source = findTable(from, table.name);
    if (source === undefined) return addedTable(table, renames.get(table.name));
    return keptTable(source, table, remarksOn(differences.get(table.name) ?? []));
  });
  return { from: from.version, to: to.version, tables, drops: from.tables.flatMap((table) => dropsOf(table, to)) };
}

function addedTable(table: TableDefinition, rename: TableRename | undefined): DraftTable {
  const draft = { table: table.name, entry: draftEntry(undefined, table, []), remarks: [] };
  if (rename === undefined) return { ...draft, renames: [], renamed: null };
  const { source, question } = rename;
  const renamed = draftEntry(source, table, tableDifferences({ ...source, name: table.name }, table));
  return { ...draft, renames: [{ question, drop: source.name }], renamed };
}

function keptTable(source: TableDefinition, table: TableDefinition, remarks: readonly string[]): DraftTable {
  const entry = draftEntry(source, table, tableDifferences(source, table));
  const renames = findColumnRenames(source, table);
  const draft = { table: table.name, entry, remarks };
  if (renames.length === 0) return { ...draft, renames: [], renamed: null };
  const names = new Map(renames.map(({ before, after }) => [before, after]));
  const renamedSource = withColumnNames(source, names);
  return {
    ...draft,
    renames: renames.map(({ before, question }) => ({ question, drop: `${source.name}.${before}` })),
    renamed: draftEntry(renamedSource, table, tableDifferences(renamedSource, table), names),
  };
}

function dropsOf(source: TableDefinition, to: SchemaDefinition): DraftPipeline['drops'] {
  const table = findTable(to, source.name);
  const why = 'why is it left behind?';
  if (table === undefined) return [{ key: source.name, todo: why }];
  const kept = storedColumns(table).map(({ name }) => name);
  const lost = storedColumns(source).filter(({ name }) => !kept.includes(name));
  return lost.map(({ name }) => {
    const isComputed = table.columns.some((column) => column.name === name);
    return { key: `${source.name}.${name}`, todo: isComputed ? `why? schema ${to.version} computes it` : why };
  });
}
