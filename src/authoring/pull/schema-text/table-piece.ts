import type { CheckDefinition, ColumnDefinition, KeyDefinition, TableDefinition } from '../../../schema/definition.ts';
import { derivedName } from '../../../schema/derived-name.ts';
import { atColumn, columnChain, referenceActions } from './column-chain.ts';
import type { Bracketed, Item, Piece } from './layout.ts';
import { keyLabel, listPiece, sqlPiece, textLiteral } from './literals.ts';

/** Comments of a table: of one of its columns, or, with null, of the table as a whole. */
export type CommentsOf = (column: string | null) => readonly string[];

/** A table as the schema file declares it. `shared`: the collation that the schema says for all. */
export function tablePiece(
  table: TableDefinition,
  shared: ColumnDefinition['collation'],
  commentsOf: CommentsOf,
): Piece {
  const columns = table.columns.map((column) => ({
    comments: commentsOf(column.name),
    label: keyLabel(column.name),
    piece: columnChain(table, column, shared),
  }));
  const options = optionItems(table);
  const inner: Bracketed = { open: '{', items: columns, close: '}', isOpen: true };
  if (options.length === 0) return { ...inner, open: 'table({', close: '})' };
  return { open: 'table(', items: [{ piece: inner }, { piece: object(options) }], close: ')' };
}

function object(items: readonly Item[]): Bracketed {
  return { open: '{', items, close: '}' };
}

function optionItems(table: TableDefinition): readonly Item[] {
  const uniques = table.uniques.filter((key) => !table.columns.some((column) => isAt(table, column, key, 'unique')));
  const indexes = table.indexes.filter((key) => !table.columns.some((column) => isAt(table, column, key, 'index')));
  const references = table.foreignKeys.filter(
    (key) => !table.columns.some((column) => atColumn(table, column).reference === key),
  );
  return [
    ...(table.primaryKey.length > 1 ? [{ label: 'primaryKey: ', piece: listPiece(table.primaryKey) }] : []),
    ...listItem(
      'unique',
      uniques.map((key) => keyPiece(table.name, key, 'unique')),
    ),
    ...listItem(
      'index',
      indexes.map((key) => keyPiece(table.name, key, 'index')),
    ),
    ...listItem(
      'check',
      table.checks.map((check, index) => checkPiece(table.name, check, index)),
    ),
    ...listItem(
      'foreignKeys',
      references.map((key) => referencePiece(table.name, key)),
    ),
    ...(table.attributes === null ? [] : [{ label: 'attributes: ', piece: sqlPiece(table.attributes) }]),
  ];
}

function isAt(
  table: TableDefinition,
  column: ColumnDefinition,
  key: KeyDefinition,
  which: 'unique' | 'index',
): boolean {
  return atColumn(table, column)[which] && key.name === derivedName(table.name, column.name, which);
}

function listItem(label: string, pieces: readonly Piece[]): readonly Item[] {
  if (pieces.length === 0) return [];
  return [{ label: `${label}: `, piece: { open: '[', items: pieces.map((piece) => ({ piece })), close: ']' } }];
}

function keyPiece(table: string, { name, columns }: KeyDefinition, suffix: string): Piece {
  if (name === derivedName(table, ...columns, suffix)) return listPiece(columns);
  return object([
    { label: 'name: ', piece: textLiteral(name) },
    { label: 'columns: ', piece: listPiece(columns) },
  ]);
}

function checkPiece(table: string, { name, expression }: CheckDefinition, index: number): Piece {
  if (name === derivedName(table, 'check', index + 1)) return sqlPiece(expression);
  return object([
    { label: 'name: ', piece: textLiteral(name) },
    { label: 'expression: ', piece: sqlPiece(expression) },
  ]);
}

function referencePiece(table: string, key: TableDefinition['foreignKeys'][number]): Piece {
  const isDerived = key.name === derivedName(table, ...key.columns, 'fkey');
  return object([
    ...(isDerived ? [] : [{ label: 'name: ', piece: textLiteral(key.name) }]),
    { label: 'columns: ', piece: listPiece(key.columns) },
    { label: 'references: ', piece: textLiteral(key.parent) },
    { label: 'to: ', piece: listPiece(key.parentColumns) },
    ...referenceActions(key).map((action) => ({ piece: action })),
  ]);
}
