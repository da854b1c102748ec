/** A double as a decimal with so many digits behind the point. Exact for doubles that were written with no more of them. */
export function fixedPoint(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return /[1-9]/.test(text) ? text : text.replace('-', '');
}
