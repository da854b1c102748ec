import type { ColumnKind } from './definition.ts';

const texts: readonly ColumnKind[] = ['text', 'enum', 'json'];
const integers: readonly ColumnKind[] = ['int', 'bigint', 'bool'];

/** Besides its own kind, what a value of a kind may pass as. Nothing is coerced. */
const mayPassAs: Readonly<Record<ColumnKind, readonly ColumnKind[]>> = {
  int: [...integers, 'real', 'decimal'],
  bigint: [...integers, 'real', 'decimal'],
  bool: [...integers, 'real', 'decimal'],
  real: [],
  blob: [],
  decimal: texts,
  text: [...texts, 'decimal', 'date', 'time', 'datetime', 'uuid'],
  enum: [...texts, 'decimal', 'date', 'time', 'datetime', 'uuid'],
  json: [...texts, 'decimal'],
  date: ['text', 'enum'],
  time: ['text', 'enum'],
  datetime: ['text', 'enum'],
  uuid: ['text', 'enum'],
};

/** Whether each value of one kind is refused by a column of the other, as it is. */
export function neverFits(from: ColumnKind, to: ColumnKind): boolean {
  return from !== to && !mayPassAs[from].includes(to);
}
