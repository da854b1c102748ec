/** The same table of schema N, with values for the columns that are new in schema M. */
export class Copy<Values> {
  readonly values: Values;

  constructor(values: Values) {
    this.values = values;
  }
}

/**
 * Copies the table of the same name as it is. Columns that schema N does not have get one value for all rows:
 * `copy({ independent: false })`.
 */
export function copy(): Copy<Record<never, never>>;
export function copy<const Values extends Readonly<Record<string, unknown>>>(values: Values): Copy<Values>;
export function copy(values: Readonly<Record<string, unknown>> = {}): Copy<unknown> {
  return new Copy(values);
}
