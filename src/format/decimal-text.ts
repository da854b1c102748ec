interface DecimalShape {
  readonly precision: number;
  readonly scale: number;
}

const anyDecimal = /^(-?)0*(\d+)(?:\.(\d+))?$/;
const zeroDecimal = /^0(?:\.0*)?$/;
const zeros = /^0*$/;
/** Longer texts are refused unread: no decimal has so many digits, and the pattern would take long. */
const longestDecimal = 200;

/** Recognises the canonical decimals of a shape: exactly `scale` digits behind the point, no leading zeros, no `-0`. */
export function decimalPattern({ precision, scale }: DecimalShape): (text: string) => boolean {
  const digits = precision - scale;
  const whole = digits === 0 ? '0' : `(?:0|[1-9]\\d{0,${digits - 1}})`;
  const fraction = scale === 0 ? '' : `\\.\\d{${scale}}`;
  const pattern = new RegExp(`^(?!-[0.]+$)-?${whole}${fraction}$`);
  return (text) => pattern.test(text);
}

/** The canonical text of a decimal; null: the text is none, or has digits that the shape has no place for. */
export function canonicalDecimal(text: string, { precision, scale }: DecimalShape): string | null {
  if (text.length > longestDecimal) return null;
  const [, sign, whole, fraction = ''] = anyDecimal.exec(text) ?? [];
  if (whole === undefined || !zeros.test(fraction.slice(scale))) return null;
  if ((whole === '0' ? 0 : whole.length) > precision - scale) return null;
  const magnitude = scale === 0 ? whole : `${whole}.${fraction.slice(0, scale).padEnd(scale, '0')}`;
  return zeroDecimal.test(magnitude) ? magnitude : `${sign}${magnitude}`;
}
