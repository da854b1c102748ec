import { hexBytes } from './hex-bytes.ts';
import { instantiate } from './instantiate.ts';

/** What `hex.wat` exports. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly encode: (length: number) => void;
  readonly decode: (length: number) => number;
}

/** Bytes that are worked on at once. Their digits stand behind them. */
const pieceBytes = 16_384;

interface Hex extends Omit<Exports, 'memory'> {
  readonly memory: Uint8Array;
}

let shared: Hex | null = null;

/** Of this thread. The module is compiled when it is first asked for. */
function hex(): Hex {
  return (shared ??= compiled());
}

function compiled(): Hex {
  const { memory, encode, decode } = instantiate<Exports>(hexBytes);
  return { memory: new Uint8Array(memory.buffer), encode, decode };
}

/** Writes bytes as upper-case hexadecimal digits, from `at` on, where there has to be room for two of each; returns where they end. */
export function encodeHex(bytes: Uint8Array, target: Uint8Array, at: number): number {
  const { memory, encode } = hex();
  let to = at;
  for (let from = 0; from < bytes.length; from += pieceBytes) {
    const length = Math.min(pieceBytes, bytes.length - from);
    memory.set(bytes.subarray(from, from + length));
    encode(length);
    target.set(memory.subarray(pieceBytes, pieceBytes + 2 * length), to);
    to += 2 * length;
  }
  return to;
}

/**
 * Writes the bytes of which there are the digits, an even number of them, from `at` on, where there has to be room for one of
 * two. false: one of them is no upper-case hexadecimal digit, and what was written does not count.
 */
export function decodeHex(digits: Uint8Array, target: Uint8Array, at: number): boolean {
  const { memory, decode } = hex();
  for (let from = 0; from < digits.length; from += 2 * pieceBytes) {
    const piece = digits.subarray(from, from + 2 * pieceBytes);
    memory.set(piece, pieceBytes);
    if (decode(piece.length / 2) === 0) return false;
    target.set(memory.subarray(0, piece.length / 2), at + from / 2);
  }
  return true;
}
