import type { ColumnKind, ColumnType, Value } from '../../schema/definition.ts';
import type { ValueCodec } from '../dialect.ts';
import { fromRaw } from '../raw-values.ts';

export function valueCodec({ kind }: ColumnType): ValueCodec {
  return { fromDriver: fromRaw(kind), toDriver: (value: Value) => value };
}

/** Types of the server whose values are of a kind. */
const heldBy: Readonly<Record<ColumnKind, readonly string[]>> = {
  int: ['tinyint', 'smallint', 'mediumint', 'int', 'bigint', 'year', 'bit'],
  bigint: ['tinyint', 'smallint', 'mediumint', 'int', 'bigint', 'bit'],
  bool: ['tinyint', 'bit'],
  real: ['double', 'float'],
  decimal: ['decimal'],
  text: ['char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext', 'set', 'enum', 'inet'],
  enum: ['enum', 'char', 'varchar'],
  date: ['date'],
  time: ['time'],
  datetime: ['datetime', 'timestamp'],
  json: ['json', 'text', 'mediumtext', 'longtext'],
  uuid: ['char', 'varchar', 'uuid'],
  blob: ['binary', 'varbinary', 'tinyblob', 'blob', 'mediumblob', 'longblob'],
};

export function typeMismatch(declaredType: string, { kind }: ColumnType): string | null {
  const name = /^[a-z]+/.exec(declaredType)?.[0] ?? '';
  return heldBy[kind].includes(name) ? null : `it is declared ${declaredType}, where ${kind} is due`;
}
