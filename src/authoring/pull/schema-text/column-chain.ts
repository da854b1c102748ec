import type {
  ColumnDefinition,
  ColumnType,
  ForeignKeyDefinition,
  TableDefinition,
} from '../../../schema/definition.ts';
import { derivedName } from '../../../schema/derived-name.ts';
import type { Piece } from './layout.ts';
import { sqlLiteral, textLiteral, valueLiteral } from './literals.ts';

/** What is said at a column and not in the options of its table: keys of one column whose names are the derived ones. */
export interface AtColumn {
  readonly unique: boolean;
  readonly index: boolean;
  readonly reference: ForeignKeyDefinition | undefined;
}

/** A column as the schema file declares it. */
export function columnChain(
  table: TableDefinition,
  column: ColumnDefinition,
  shared: ColumnDefinition['collation'],
): Piece {
  const { unique, index, reference } = atColumn(table, column);
  const methods = [
    table.primaryKey.length === 1 && table.primaryKey[0] === column.name ? 'primaryKey()' : null,
    column.autoIncrement ? 'autoIncrement()' : null,
    column.declared === null ? null : `declaredAs(${sqlLiteral(column.declared)})`,
    column.nullable ? 'nullable()' : null,
    defaultMethod(column),
    column.collation === null || isSame(column.collation, shared) ? null : `collation(${sqlLiteral(column.collation)})`,
    generatedMethod(column),
    reference === undefined ? null : referenceMethod(reference),
    unique ? 'unique()' : null,
    index ? 'index()' : null,
    column.attributes === null ? null : `attributes(${sqlLiteral(column.attributes)})`,
  ];
  return { first: typeCall(column.type), methods: methods.filter((method) => method !== null) };
}

/** The keys of a table that its columns say. */
export function atColumn({ name, uniques, indexes, foreignKeys }: TableDefinition, column: ColumnDefinition): AtColumn {
  const isDerived = (key: { readonly name: string; readonly columns: readonly string[] }, suffix: string): boolean =>
    key.columns.length === 1 && key.columns[0] === column.name && key.name === derivedName(name, column.name, suffix);
  return {
    unique: uniques.some((key) => isDerived(key, 'unique')),
    index: indexes.some((key) => isDerived(key, 'index')),
    reference: foreignKeys.find((key) => isDerived(key, 'fkey') && !key.parent.includes('.')),
  };
}

/** Of a list that may name engines. */
function isSame(one: ColumnDefinition['collation'], other: ColumnDefinition['collation']): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export function typeCall(type: ColumnType): string {
  switch (type.kind) {
    case 'decimal':
      return `decimal(${type.precision}, ${type.scale})`;
    case 'text':
    case 'blob':
      return `${type.kind}(${type.length ?? ''})`;
    case 'enum':
      return `enumeration([${type.values.map(textLiteral).join(', ')}])`;
    case 'time':
    case 'datetime':
      return `${type.kind}(${type.precision === 0 ? '' : type.precision})`;
    default:
      return `${type.kind}()`;
  }
}

function defaultMethod({ default: filled }: ColumnDefinition): string | null {
  if (filled === null) return null;
  return 'sql' in filled ? `defaultSql(${sqlLiteral(filled.sql)})` : `default(${valueLiteral(filled.value)})`;
}

function generatedMethod({ generated }: ColumnDefinition): string | null {
  if (generated === null) return null;
  return `generated(${sqlLiteral(generated.expression)}${generated.stored ? ', { stored: true }' : ''})`;
}

function referenceMethod(key: ForeignKeyDefinition): string {
  const actions = referenceActions(key);
  const to = textLiteral(`${key.parent}.${key.parentColumns[0] ?? ''}`);
  return `references(${to}${actions.length === 0 ? '' : `, { ${actions.join(', ')} }`})`;
}

/** What a reference says besides its columns. */
export function referenceActions({ onDelete, onUpdate, deferred }: ForeignKeyDefinition): readonly string[] {
  return [
    ...(onDelete === 'no action' ? [] : [`onDelete: '${onDelete}'`]),
    ...(onUpdate === 'no action' ? [] : [`onUpdate: '${onUpdate}'`]),
    ...(deferred ? ['deferred: true'] : []),
  ];
}
