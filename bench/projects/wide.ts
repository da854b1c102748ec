import { copy, date, datetime, int, pipeline, real, schema, table, text } from 'ntom';

/** Sixty columns: the key, and of every kind the same number of columns. */
const wide = table({
  id: int().primaryKey(),
  ...numbered('whole', 15, () => int()),
  ...numbered('double', 12, () => real()),
  ...numbered('maybe', 8, () => real().nullable()),
  ...numbered('word', 12, () => text(40)),
  ...numbered('note', 8, () => text(200).nullable()),
  ...numbered('day', 2, () => date()),
  ...numbered('moment', 2, () => datetime()),
});

export const v2 = schema(2, { wide });
export const v3 = schema(3, { wide });
export const v2to3 = pipeline(v2, v3, { wide: copy() });

function numbered<C>(name: string, count: number, column: () => C): Record<string, C> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}_${index + 1}`, column()]));
}
