import { z } from 'zod';
import { failure } from '../errors.ts';
import { checkSql } from './check-options.ts';
import { checkPrivacy } from './check-privacy.ts';
import { columnSchema } from './column-schema.ts';
import type { ColumnDefinition, ColumnType, TableDefinition } from './definition.ts';

/** Refuses a column whose type, refinement, default, expression or mark cannot be meant. */
export function checkColumn(table: TableDefinition, column: ColumnDefinition): void {
  const where = `${table.name}.${column.name}`;
  const reason = badTypeReason(column.type);
  if (reason !== null) throw failure('SCHEMA_BAD_TYPE', { where, type: column.type.kind, reason });
  if (column.refinement !== null && !isZod(column.refinement)) {
    throw failure('SCHEMA_BAD_REFINEMENT', { where, value: column.refinement });
  }
  checkCollation(where, column);
  if (column.declared !== null) checkSql(`declaredAs(…) of ${where}`, column.declared);
  if (column.attributes !== null) checkSql(`attributes(…) of ${where}`, column.attributes);
  if (column.generated !== null) checkSql(`generated(…) of ${where}`, column.generated.expression);
  checkDefault(table.name, column);
  checkPrivacy(where, column);
}

/** Why a type cannot be meant; null: it can. */
export function badTypeReason(type: ColumnType): string | null {
  switch (type.kind) {
    case 'decimal':
      return badDecimalReason(type.precision, type.scale);
    case 'text':
    case 'blob':
      return type.length === null ? null : outside('length', type.length, 1, Number.MAX_SAFE_INTEGER);
    case 'time':
    case 'datetime':
      return outside('precision', type.precision, 0, 6);
    case 'enum':
      return badValuesReason(type.values);
    default:
      return null;
  }
}

function badDecimalReason(precision: number, scale: number): string | null {
  const reason = outside('precision', precision, 1, 65) ?? outside('scale', scale, 0, 30);
  return reason ?? (scale > precision ? `its scale ${scale} is greater than its precision ${precision}` : null);
}

function outside(what: string, value: number, least: number, most: number): string | null {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return null;
  const upTo = most === Number.MAX_SAFE_INTEGER ? 'up' : `to ${most}`;
  return `its ${what} ${String(value)} is not an integer from ${least} ${upTo}`;
}

function badValuesReason(values: readonly unknown[]): string | null {
  if (!Array.isArray(values) || values.length === 0) return 'it has no list of values';
  const bad = values.find((value) => typeof value !== 'string' || value === '' || !value.isWellFormed());
  if (bad !== undefined) return `its value ${JSON.stringify(bad)} is empty or not a text`;
  const repeated = values.find((value, index) => values.indexOf(value) !== index);
  return repeated === undefined ? null : `its value ${JSON.stringify(repeated)} is there twice`;
}

/** Seen by what it does, not by its class: the application may have a copy of zod of its own. */
function isZod(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '_zod' in value;
}

const collationName = /^[A-Za-z0-9_]+$/;

/** The name goes into statements as it is: engines take no quotes around it. */
function checkCollation(where: string, { type, collation }: ColumnDefinition): void {
  if (collation === null) return;
  checkSql(`collation(…) of ${where}`, collation);
  const names = typeof collation === 'string' ? [collation] : Object.values(collation);
  const bad = names.find((name) => !collationName.test(name));
  const reason =
    bad === undefined
      ? `is for a column of type ${type.kind}, which is no text`
      : `"${bad}" is no name: letters, digits, _`;
  if (bad !== undefined || (type.kind !== 'text' && type.kind !== 'enum'))
    throw failure('SCHEMA_BAD_COLLATION', { where, reason });
}

function checkDefault(table: string, column: ColumnDefinition): void {
  if (column.default === null) return;
  const where = `${table}.${column.name}`;
  const refuse = (reason: string) => failure('SCHEMA_BAD_DEFAULT', { where, reason });
  if (column.generated !== null) throw refuse('is for a generated column, which the database computes');
  if (column.autoIncrement) throw refuse('is for an auto-increment column, which the database numbers');
  if ('sql' in column.default) return checkSql(`defaultSql(…) of ${where}`, column.default.sql);
  const result = z.safeParse(columnSchema(table, column), column.default.value);
  if (!result.success) throw refuse(result.error.issues[0]?.message ?? 'is refused');
}
