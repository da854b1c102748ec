import type {
  ColumnDefinition,
  ColumnType,
  ForeignKeyDefinition,
  TableDefinition,
} from '../../../schema/definition.ts';
import { typeWords } from '../../../schema/diff/words.ts';
import { derivedName } from '../../../schema/derived-name.ts';
import { call, group, indented, list, object, softLine, type Layout } from '../../../schema/source-text/layout.ts';
import { stringText } from '../../../schema/source-text/string-text.ts';
import { valueText } from '../../../schema/source-text/value-text.ts';
import { sqlLayout } from './sql-layout.ts';

/** What is said at a column and not in the options of its table: keys of one column whose names are the derived ones. */
export interface AtColumn {
  readonly unique: boolean;
  readonly index: boolean;
  readonly reference: ForeignKeyDefinition | undefined;
}

/** The keys of a table that a column of it says. */
export function atColumn({ name, uniques, indexes, foreignKeys }: TableDefinition, column: ColumnDefinition): AtColumn {
  const isSaidHere = (key: { readonly name: string; readonly columns: readonly string[] }, suffix: string): boolean =>
    key.columns.length === 1 && key.columns[0] === column.name && key.name === derivedName(name, column.name, suffix);
  return {
    unique: uniques.some((key) => isSaidHere(key, 'unique')),
    index: indexes.some((key) => isSaidHere(key, 'index')),
    reference: foreignKeys.find((key) => isSaidHere(key, 'fkey') && !key.parent.includes('.')),
  };
}

/** A column as a schema file declares it. `shared`: the collation that the schema says for all. */
export function columnLayout(
  table: TableDefinition,
  column: ColumnDefinition,
  shared: ColumnDefinition['collation'],
): Layout {
  const { unique, index, reference } = atColumn(table, column);
  const isPrimaryKey = table.primaryKey.length === 1 && table.primaryKey[0] === column.name;
  const isShared = JSON.stringify(column.collation) === JSON.stringify(shared);
  const methods = [
    ...(isPrimaryKey ? [call('primaryKey', [])] : []),
    ...(column.autoIncrement ? [call('autoIncrement', [])] : []),
    ...(column.declared === null ? [] : [call('declaredAs', [sqlLayout(column.declared)])]),
    ...(column.nullable ? [call('nullable', [])] : []),
    ...defaultMethod(column),
    ...(column.collation === null || isShared ? [] : [call('collation', [sqlLayout(column.collation)])]),
    ...generatedMethod(column),
    ...(reference === undefined ? [] : [referenceMethod(reference)]),
    ...(unique ? [call('unique', [])] : []),
    ...(index ? [call('index', [])] : []),
    ...(column.attributes === null ? [] : [call('attributes', [sqlLayout(column.attributes)])]),
  ];
  return chain(typeCall(column.type), methods);
}

/** Two calls in a row stay on one line; of more, each gets a line if they do not fit. */
function chain(first: Layout, methods: readonly Layout[]): Layout {
  if (methods.length < 2) return [first, ...methods.flatMap((method) => ['.', method])];
  return group([first, indented(methods.flatMap((method) => [softLine, '.', method]))]);
}

/** A long list of values is broken over lines. */
function typeCall(type: ColumnType): Layout {
  return type.kind === 'enum' ? call('enumeration', [list(type.values.map(stringText))]) : typeWords(type);
}

function defaultMethod({ default: filled }: ColumnDefinition): readonly Layout[] {
  if (filled === null) return [];
  return ['sql' in filled ? call('defaultSql', [sqlLayout(filled.sql)]) : call('default', [valueText(filled.value)])];
}

function generatedMethod({ generated }: ColumnDefinition): readonly Layout[] {
  if (generated === null) return [];
  return [
    call('generated', [sqlLayout(generated.expression), ...(generated.stored ? [object(['stored: true'])] : [])]),
  ];
}

function referenceMethod(key: ForeignKeyDefinition): Layout {
  const actions = referenceActions(key);
  const to = stringText(`${key.parent}.${key.parentColumns[0] ?? ''}`);
  return call('references', [to, ...(actions.length === 0 ? [] : [object(actions)])]);
}

/** What a reference says besides its columns. */
export function referenceActions({ onDelete, onUpdate, deferred }: ForeignKeyDefinition): readonly Layout[] {
  return [
    ...(onDelete === 'no action' ? [] : [`onDelete: '${onDelete}'`]),
    ...(onUpdate === 'no action' ? [] : [`onUpdate: '${onUpdate}'`]),
    ...(deferred ? ['deferred: true'] : []),
  ];
}
