import type { PerEngine } from '../../dialects/engines.ts';
import { stringText } from '../source-text/string-text.ts';
import type { ColumnDefinition, ColumnType, ForeignKeyDefinition, TableDefinition, Value } from '../definition.ts';

/** Parts of a schema as a schema file would say them, each in one line. */

export function tableWords({ columns }: TableDefinition): string {
  return `table({ ${nameList(columns.map(({ name }) => name))} })`;
}

export function columnWords(column: ColumnDefinition): string {
  const methods = [
    column.autoIncrement ? 'autoIncrement()' : null,
    column.nullable ? 'nullable()' : null,
    defaultWords(column),
    collationWords(column),
    declaredWords(column),
    attributesWords(column),
    generatedWords(column),
  ];
  return [typeWords(column.type), ...methods.filter((method) => method !== null)].join('.');
}

export function typeWords(type: ColumnType): string {
  switch (type.kind) {
    case 'decimal':
      return `decimal(${type.precision}, ${type.scale})`;
    case 'text':
    case 'blob':
      return `${type.kind}(${type.length ?? ''})`;
    case 'enum':
      return `enumeration([${type.values.map(stringText).join(', ')}])`;
    case 'time':
    case 'datetime':
      return `${type.kind}(${type.precision === 0 ? '' : type.precision})`;
    default:
      return `${type.kind}()`;
  }
}

export function defaultWords({ default: filled }: ColumnDefinition): string | null {
  if (filled === null) return null;
  return 'sql' in filled ? `defaultSql(${sqlWords(filled.sql)})` : `default(${valueWords(filled.value)})`;
}

export function collationWords({ collation }: ColumnDefinition): string | null {
  return collation === null ? null : `collation(${sqlWords(collation)})`;
}

export function declaredWords({ declared }: ColumnDefinition): string | null {
  return declared === null ? null : `declaredAs(${sqlWords(declared)})`;
}

/** Of a column or of a table. */
export function attributesWords({ attributes }: ColumnDefinition | TableDefinition): string | null {
  return attributes === null ? null : `attributes(${sqlWords(attributes)})`;
}

export function generatedWords({ generated }: ColumnDefinition): string | null {
  if (generated === null) return null;
  return `generated(${sqlWords(generated.expression)}${generated.stored ? ', { stored: true }' : ''})`;
}

export function foreignKeyWords(key: ForeignKeyDefinition): string {
  const { columns, parent, parentColumns, onDelete, onUpdate, deferred } = key;
  const actions = [
    onDelete === 'no action' ? '' : `, onDelete ${onDelete}`,
    onUpdate === 'no action' ? '' : `, onUpdate ${onUpdate}`,
    deferred ? ', deferred' : '',
  ];
  return `[${nameList(columns)}] references ${nameWords(parent)}(${nameList(parentColumns)})${actions.join('')}`;
}

export function sqlWords(sql: PerEngine<string>): string {
  if (typeof sql === 'string') return stringText(sql);
  const members = Object.entries(sql).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{ ${members.map(([engine, text]) => `${engine}: ${stringText(text)}`).join(', ')} }`;
}

export function nameList(names: readonly string[]): string {
  return names.map(nameWords).join(', ');
}

/** A name as it is, or in quotes where it could be read as something else. */
export function nameWords(name: string): string {
  return /^[\p{L}\p{N}_$]+$/u.test(name) ? name : stringText(name);
}

function valueWords(value: Value): string {
  if (typeof value === 'string') return stringText(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof Uint8Array) return `new Uint8Array([${value.join(', ')}])`;
  return Object.is(value, -0) ? '-0' : String(value);
}
