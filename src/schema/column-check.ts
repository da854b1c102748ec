import { z } from 'zod';
import { columnSchema } from './column-schema.ts';
import type { ColumnDefinition, ColumnType } from './definition.ts';
import { blobCheck, isNotMinusZero, isPlainNumber, textCheck } from './value-checks.ts';

/**
 * Whether a column surely takes a value: the verdict of its zod schema, without a result for each value. False where only zod
 * can tell, as when a refinement throws. Zod itself is asked only where there is a refinement, or JSON.
 */
export function columnCheck(table: string, column: ColumnDefinition): (value: unknown) => boolean {
  if (column.refinement !== null || column.type.kind === 'json') return zodCheck(table, column);
  const accepts = typeCheck(column.type);
  return column.nullable ? (value) => value === null || accepts(value) : accepts;
}

function zodCheck(table: string, column: ColumnDefinition): (value: unknown) => boolean {
  const schema = z.compile(columnSchema(table, column));
  return (value) => {
    try {
      return z.validate(schema, value);
    } catch {
      return false;
    }
  };
}

function typeCheck(type: ColumnType): (value: unknown) => boolean {
  switch (type.kind) {
    case 'int':
      return (value) => Number.isSafeInteger(value) && isNotMinusZero(value as number);
    case 'bigint':
      return (value) => typeof value === 'bigint' && BigInt.asIntN(64, value) === value;
    case 'real':
      return isPlainNumber;
    case 'bool':
      return (value) => typeof value === 'boolean';
    case 'enum': {
      const values = new Set<unknown>(type.values);
      return (value) => values.has(value);
    }
    case 'blob': {
      const fits = blobCheck(type.length);
      return (value) => value instanceof Uint8Array && fits(value);
    }
    default: {
      const isText = textCheck(type);
      return (value) => typeof value === 'string' && isText(value);
    }
  }
}
