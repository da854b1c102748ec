/** The same numbers from 0 to 1 for the same seed: mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What generators make rows of. */
export class RandomValues {
  readonly number: () => number;

  constructor(seed: number) {
    this.number = randomFrom(seed);
  }

  /** From 0 to `limit - 1`; a bigint, since a number is always bound as a REAL. */
  integer(limit: number): bigint {
    return BigInt(Math.floor(this.number() * limit));
  }

  pick<T>(values: readonly [T, ...T[]]): T {
    return values[Math.floor(this.number() * values.length)] ?? values[0];
  }

  words(count: number): string {
    return Array.from({ length: count }, () => this.pick(words)).join(' ');
  }

  /** Of 2024. */
  datetime(): string {
    const ms = Date.UTC(2024, 0) + Math.floor(this.number() * 366 * 86_400) * 1000;
    return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
  }
}

const words = ['alpha', 'beta', 'gamma', 'delta', 'épsilon', 'zeta', 'eta', 'theta', 'iota', 'kappa', 'λάμδα'] as const;
