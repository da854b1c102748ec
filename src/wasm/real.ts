import { instantiate } from './instantiate.ts';
import { realBytes } from './real-bytes.ts';

/** What `real.wat` exports. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly write: (value: number) => number;
  readonly read: (near: number, length: number) => number;
}

interface Real extends Omit<Exports, 'memory'> {
  readonly memory: Uint8Array;
}

/** Numbers from the first up to the second have a text without an exponent, in JavaScript. */
export const [leastPlain, firstNotPlain] = [1e-6, 1e20];
/** Most bytes of such a text. */
export const longestPlain = 25;

const [textAt, writtenEnd] = [1024, 1152];
/** The powers of ten that may be asked for. */
const mostExponent = 30;

let shared: Real | null = null;

/** Of this thread. The module is compiled when it is first asked for. */
function real(): Real {
  return (shared ??= compiled());
}

function compiled(): Real {
  const { memory, write, read } = instantiate<Exports>(realBytes);
  const powers = new DataView(memory.buffer);
  for (let k = -mostExponent; k <= mostExponent; k += 1) {
    const g = powerOfTen(-k);
    powers.setBigUint64(16 * (k + mostExponent), g >> 63n, true);
    powers.setBigUint64(16 * (k + mostExponent) + 8, BigInt.asUintN(63, g), true);
  }
  return { memory: new Uint8Array(memory.buffer), write, read };
}

/** The first 126 bits of a power of ten, plus 1: g of Schubfach. */
function powerOfTen(exponent: number): bigint {
  const shift = 125n - BigInt(Math.floor(exponent * Math.log2(10)));
  const [over, under] = exponent < 0 ? [1n, 10n ** BigInt(-exponent)] : [10n ** BigInt(exponent), 1n];
  return (shift < 0n ? over / (under << -shift) : (over << shift) / under) + 1n;
}

/** Writes the text that `String` makes of a plain number, from `at` on, where there has to be room; returns where it ends. */
export function writeReal(value: number, target: Uint8Array, at: number): number {
  const { memory, write } = real();
  let to = at;
  for (let from = write(value); from < writtenEnd; from += 1) target[to++] = memory[from] ?? 0;
  return to;
}

/**
 * The plain number of which the bytes between two places are the text that `String` makes of it. `near`: at most two doubles away from
 * it. NaN: there is none.
 */
export function readReal(near: number, bytes: Uint8Array, from: number, to: number): number {
  const { memory, read } = real();
  for (let at = from; at < to; at += 1) memory[textAt + at - from] = bytes[at] ?? 0;
  const value = read(near, to - from);
  return value >= leastPlain ? value : NaN;
}
