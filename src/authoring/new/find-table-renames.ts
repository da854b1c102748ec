import { findTable, type SchemaDefinition, type TableDefinition } from '../../schema/definition.ts';
import { nameWords, typeWords } from '../../schema/diff/words.ts';
import { areSimilar } from './are-similar.ts';
import { bestPairs } from './best-pairs.ts';

/** A table of schema N that could be a table of schema M with another name. */
export interface TableRename {
  readonly source: TableDefinition;
  readonly question: string;
}

/** Of the columns of the larger table, how many have to be the same. */
const leastShare = 0.7;

/** Tables that are gone, by the names of new ones that have the same columns, or nearly. */
export function findTableRenames(from: SchemaDefinition, to: SchemaDefinition): ReadonlyMap<string, TableRename> {
  const removed = from.tables.filter(({ name }) => findTable(to, name) === undefined);
  const added = to.tables.filter(({ name }) => findTable(from, name) === undefined);
  return new Map(bestPairs(removed, added, likeness).map(([source, table]) => [table.name, renameOf(source, table)]));
}

/** 0: they are not alike. */
function likeness(source: TableDefinition, table: TableDefinition): number {
  const share = sameColumns(source, table) / Math.max(source.columns.length, table.columns.length);
  if (share < leastShare) return 0;
  return share + (areSimilar(source.name, table.name) ? 1 : 0);
}

function sameColumns(source: TableDefinition, table: TableDefinition): number {
  const known = new Set(source.columns.map(({ name, type }) => `${typeWords(type)} ${name}`));
  return table.columns.filter(({ name, type }) => known.has(`${typeWords(type)} ${name}`)).length;
}

function renameOf(source: TableDefinition, table: TableDefinition): TableRename {
  const same = sameColumns(source, table);
  const most = Math.max(source.columns.length, table.columns.length);
  const columns = same === most ? 'They have the same columns' : `${same} of ${most} columns are the same`;
  const names = areSimilar(source.name, table.name) ? ', the names are similar' : '';
  return { source, question: `Is ${nameWords(table.name)} the former ${nameWords(source.name)}? ${columns}${names}.` };
}
