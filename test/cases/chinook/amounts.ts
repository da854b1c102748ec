/**
 * An amount of two decimals, from a double or from the text of an exact one. Throws, which rejects the row, where that would
 * round it.
 */
export function amount(value: number | string): string {
  if (typeof value === 'string') return exactAmount(value);
  const text = value.toFixed(2);
  if (Number(text) !== value) throw new RangeError(`${value} has more than two decimals`);
  return text;
}

function exactAmount(value: string): string {
  if (!/^-?\d+\.\d\d$/.test(value)) throw new RangeError(`${value} does not have two decimals`);
  return value;
}

/** A date that was kept with a time of day, which is midnight. */
export function dateOf(datetime: string): string {
  const [date = '', time] = datetime.split(' ');
  if (time !== '00:00:00') throw new RangeError(`${datetime} is not midnight`);
  return date;
}

/** Cents as people write amounts. */
export function fromCents(cents: number): string {
  return (cents / 100).toFixed(2);
}
