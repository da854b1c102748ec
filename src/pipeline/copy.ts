/** The same table of schema N, with values for the columns that are new in schema M. `Column`: their names. */
export class Copy<Values, Column = keyof Values> {
  /** For the compiler only, which names a column that the table does not have. It is never there. */
  declare readonly column?: Column;
  readonly values: Values;

  constructor(values: Values) {
    this.values = values;
  }
}

/**
 * Copies the table of the same name as it is. Columns that schema N does not have get one value for all rows:
 * `copy({ independent: false })`. Left out: their default value, else NULL if they take it.
 */
export function copy(): Copy<Record<never, never>>;
export function copy<const Values extends Readonly<Record<string, unknown>>>(values: Values): Copy<Values>;
export function copy(values: Readonly<Record<string, unknown>> = {}): Copy<unknown, string> {
  return new Copy(values);
}
