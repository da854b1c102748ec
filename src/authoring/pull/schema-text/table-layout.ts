import type { CheckDefinition, ColumnDefinition, KeyDefinition, TableDefinition } from '../../../schema/definition.ts';
import { derivedName } from '../../../schema/derived-name.ts';
import { commentLines } from '../../../schema/source-text/comment-lines.ts';
import { keyText } from '../../../schema/source-text/key-text.ts';
import { call, list, member, object, openObject, type Layout } from '../../../schema/source-text/layout.ts';
import { stringText } from '../../../schema/source-text/string-text.ts';
import { atColumn, columnLayout, referenceActions } from './column-layout.ts';
import { nameList, sqlLayout } from './sql-layout.ts';

/** Comments on a column. */
export type CommentsOn = (column: string) => readonly string[];

/** A table as a schema file declares it. `shared`: the collation that the schema says for all. */
export function tableLayout(
  table: TableDefinition,
  shared: ColumnDefinition['collation'],
  commentsOn: CommentsOn,
): Layout {
  const columns = table.columns.flatMap((column) => [
    ...commentsOn(column.name).flatMap(commentLines),
    [keyText(column.name), ': ', columnLayout(table, column, shared), ','],
  ]);
  const options = optionMembers(table);
  return call('table', [openObject(columns), ...(options.length === 0 ? [] : [object(options)])]);
}

function optionMembers(table: TableDefinition): readonly Layout[] {
  const said = table.columns.map((column) => ({ column: column.name, ...atColumn(table, column) }));
  const isSaid = ({ name, columns }: KeyDefinition, suffix: 'unique' | 'index'): boolean =>
    said.some((each) => each[suffix] && columns.length === 1 && name === derivedName(table.name, each.column, suffix));
  const references = table.foreignKeys.filter((key) => !said.some(({ reference }) => reference === key));
  return [
    ...(table.primaryKey.length > 1 ? [member('primaryKey', nameList(table.primaryKey))] : []),
    ...keyMembers(
      table,
      'unique',
      table.uniques.filter((key) => !isSaid(key, 'unique')),
    ),
    ...keyMembers(
      table,
      'index',
      table.indexes.filter((key) => !isSaid(key, 'index')),
    ),
    ...listMember(
      'check',
      table.checks.map((check, index) => checkLayout(table.name, check, index)),
    ),
    ...listMember(
      'foreignKeys',
      references.map((key) => referenceLayout(table.name, key)),
    ),
    ...(table.attributes === null ? [] : [member('attributes', sqlLayout(table.attributes))]),
  ];
}

function keyMembers({ name }: TableDefinition, suffix: 'unique' | 'index', keys: readonly KeyDefinition[]) {
  return listMember(
    suffix,
    keys.map((key) => keyLayout(name, key, suffix)),
  );
}

function listMember(key: string, items: readonly Layout[]): readonly Layout[] {
  return items.length === 0 ? [] : [member(key, list(items))];
}

function keyLayout(table: string, { name, columns }: KeyDefinition, suffix: string): Layout {
  if (name === derivedName(table, ...columns, suffix)) return nameList(columns);
  return object([member('name', stringText(name)), member('columns', nameList(columns))]);
}

function checkLayout(table: string, { name, expression }: CheckDefinition, index: number): Layout {
  if (name === derivedName(table, 'check', index + 1)) return sqlLayout(expression);
  return object([member('name', stringText(name)), member('expression', sqlLayout(expression))]);
}

function referenceLayout(table: string, key: TableDefinition['foreignKeys'][number]): Layout {
  const isDerived = key.name === derivedName(table, ...key.columns, 'fkey');
  return object([
    ...(isDerived ? [] : [member('name', stringText(key.name))]),
    member('columns', nameList(key.columns)),
    member('references', stringText(key.parent)),
    member('to', nameList(key.parentColumns)),
    ...referenceActions(key),
  ]);
}
