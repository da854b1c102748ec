/** Values of every type, the same for the same seed. */
export interface RandomValues {
  /** Any double but NaN, the infinities and -0, evenly over the bit patterns: subnormals and huge ones as often as others. */
  double(): number;
  /** The same of 32 bits. */
  float(): number;
  bigint(): bigint;
  decimal(precision: number, scale: number): string;
  date(): string;
  /** With six digits of a fraction, from -838:59:59 to 838:59:59. */
  time(): string;
  datetime(): string;
  /** Up to `most` characters out of every plane of Unicode. */
  text(most: number): string;
}

export function randomValues(seed: number): RandomValues {
  const next = generator(seed);
  const below = (limit: number): number => Math.floor((next() / 2 ** 32) * limit);
  const padded = (limit: number, digits: number): string => String(below(limit)).padStart(digits, '0');
  const clock = (): string => `${padded(60, 2)}:${padded(60, 2)}.${padded(1_000_000, 6)}`;
  const date = (): string => {
    const day = new Date(Date.UTC(2000, below(12), 1 + below(31)));
    return `${String(1 + below(9999)).padStart(4, '0')}-${day.toISOString().slice(5, 10).replace('02-29', '02-28')}`;
  };
  const view = new DataView(new ArrayBuffer(8));
  const double = (): number => {
    view.setUint32(0, next());
    // One in eight is a subnormal.
    if (below(8) === 0) view.setUint16(0, view.getUint16(0) & 0x800f);
    view.setUint32(4, next());
    const value = view.getFloat64(0);
    return Number.isFinite(value) && value !== 0 ? value : double();
  };
  const float = (): number => {
    view.setUint32(0, next());
    const value = view.getFloat32(0);
    return Number.isFinite(value) && value !== 0 ? value : float();
  };
  const digits = (count: number): string => Array.from({ length: count }, () => below(10)).join('');
  return {
    double,
    float,
    bigint: () => BigInt.asIntN(1 + below(64), (BigInt(next()) << 32n) | BigInt(next())),
    decimal(precision, scale) {
      const whole = digits(below(precision - scale + 1)).replace(/^0+(?=\d)/, '');
      return `${below(2) === 0 ? '-' : ''}${whole === '' ? '0' : whole}${scale === 0 ? '' : `.${digits(scale)}`}`;
    },
    date,
    time: () => `${below(2) === 0 ? '-' : ''}${padded(838, 2)}:${clock()}`,
    datetime: () => `${date()} ${padded(24, 2)}:${clock()}`,
    text: (most) => Array.from({ length: below(most + 1) }, () => character(below)).join(''),
  };
}

/** One of the 17 planes first, so that all come up; no half of a surrogate pair. */
function character(below: (limit: number) => number): string {
  const code = (below(17) << 16) + below(0x10000);
  return code >= 0xd800 && code <= 0xdfff ? character(below) : String.fromCodePoint(code);
}

/** Numbers of 32 bits: xorshift128, seeded by a multiplication. */
function generator(seed: number): () => number {
  let [a, b, c, d] = [1, 2, 3, 4].map((place) => Math.imul(seed ^ place, 0x9e3779b1) | 1) as [
    number,
    number,
    number,
    number,
  ];
  const next = (): number => {
    const t = d ^ (d << 11);
    [d, c, b] = [c, b, a];
    a = a ^ (a >>> 19) ^ t ^ (t >>> 8);
    return a >>> 0;
  };
  for (let warm = 0; warm < 20; warm += 1) next();
  return next;
}
