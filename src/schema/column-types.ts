import type { ZodType } from 'zod';
import { Column } from './column.ts';
import type { ColumnType, Value } from './definition.ts';

/** A zod check of a column's value. It may refuse a value, never change it: transforms and coercions are errors. */
export type Refinement<V> = ZodType<V, V>;

type Fresh<V extends Value> = Column<V, false, false, false>;

/** An integer in a JavaScript number: from -(2^53 - 1) to 2^53 - 1, anything else is refused. */
export function int(refinement?: Refinement<number>): Fresh<number> {
  return column({ kind: 'int' }, refinement);
}

/** An integer of 64 bits. */
export function bigint(refinement?: Refinement<bigint>): Fresh<bigint> {
  return column({ kind: 'bigint' }, refinement);
}

/** A double, kept bit for bit. NaN is refused. */
export function real(refinement?: Refinement<number>): Fresh<number> {
  return column({ kind: 'real' }, refinement);
}

export function bool(refinement?: Refinement<boolean>): Fresh<boolean> {
  return column({ kind: 'bool' }, refinement);
}

/** A calendar date: 'YYYY-MM-DD', 0001-01-01 to 9999-12-31. */
export function date(refinement?: Refinement<string>): Fresh<string> {
  return column({ kind: 'date' }, refinement);
}

/** JSON text, kept verbatim. The refinement checks the parsed content; what it makes of it is not used. */
export function json(refinement?: ZodType): Fresh<string> {
  return column({ kind: 'json' }, refinement);
}

/** 32 hex digits as 8-4-4-4-12, in upper or lower case. */
export function uuid(refinement?: Refinement<string>): Fresh<string> {
  return column({ kind: 'uuid' }, refinement);
}

/** An exact number of `precision` digits (1 to 65), `scale` of them (0 to 30) behind the point, as a string. */
export function decimal(precision: number, scale: number, refinement?: Refinement<string>): Fresh<string> {
  return column({ kind: 'decimal', precision, scale }, refinement);
}

/** Text of at most `length` Unicode characters, or of any length. */
export function text(refinement?: Refinement<string>): Fresh<string>;
export function text(length: number, refinement?: Refinement<string>): Fresh<string>;
export function text(first?: number | Refinement<string>, second?: Refinement<string>): Fresh<string> {
  const { length, refinement } = lengthFirst(first, second);
  return column({ kind: 'text', length }, refinement);
}

/** Bytes, at most `length` of them, or any number. */
export function blob(refinement?: Refinement<Uint8Array>): Fresh<Uint8Array>;
export function blob(length: number, refinement?: Refinement<Uint8Array>): Fresh<Uint8Array>;
export function blob(first?: number | Refinement<Uint8Array>, second?: Refinement<Uint8Array>): Fresh<Uint8Array> {
  const { length, refinement } = lengthFirst(first, second);
  return column({ kind: 'blob', length }, refinement);
}

/** One of a fixed list of texts. */
export function enumeration<const V extends readonly [string, ...string[]]>(
  values: V,
  refinement?: Refinement<string>,
): Fresh<V[number]> {
  return column({ kind: 'enum', values }, refinement);
}

/** A time or duration: '[-]HH:MM:SS[.f]', up to 838:59:59, with `precision` digits of a fraction (0 to 6). */
export function time(precision = 0, refinement?: Refinement<string>): Fresh<string> {
  return column({ kind: 'time', precision }, refinement);
}

/** A date and time in UTC: 'YYYY-MM-DD HH:MM:SS[.f]', with `precision` digits of a fraction (0 to 6). */
export function datetime(precision = 0, refinement?: Refinement<string>): Fresh<string> {
  return column({ kind: 'datetime', precision }, refinement);
}

function lengthFirst<R extends ZodType>(first: number | R | undefined, second: R | undefined) {
  const refinementOnly = typeof first === 'object' && first !== null;
  return refinementOnly ? { length: null, refinement: first } : { length: first ?? null, refinement: second };
}

function column<V extends Value>(type: ColumnType, refinement: ZodType | undefined): Fresh<V> {
  return new Column({
    definition: {
      type,
      nullable: false,
      default: null,
      autoIncrement: false,
      collation: null,
      declared: null,
      attributes: null,
      refinement: refinement ?? null,
    },
    generated: null,
    reference: null,
    checks: [],
    marks: [],
    primaryKey: false,
    unique: false,
    index: false,
  });
}
