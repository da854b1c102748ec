import { instantiate } from '../wasm/instantiate.ts';
import { xxhash64Bytes } from './xxhash64-bytes.ts';

/** What `xxhash64.wat` exports. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
  readonly hash: (start: number, end: number) => bigint;
  readonly sumRecords: (start: number, end: number) => bigint;
  readonly rest: { readonly value: number };
}

const pageBytes = 65_536;
/** Room for what is gathered before it is written, in the worst case three bytes a UTF-16 unit. */
const firstPages = 16;
/** How far behind the end `sumRecords` reads. */
const readBehind = 64;
/** Most bytes that a UTF-16 unit becomes. */
const bytesPerUnit = 3;

/**
 * The memory of the WebAssembly module that hashes, with the bytes to be hashed from its address 0 on. There is one in a
 * thread: what is put in is hashed at once.
 */
export class HashMemory {
  readonly #exports: Exports;
  #bytes: Buffer;

  constructor() {
    this.#exports = instantiate(xxhash64Bytes);
    this.#exports.memory.grow(firstPages);
    this.#bytes = Buffer.from(this.#exports.memory.buffer);
  }

  /** Bytes that there is room for. */
  get capacity(): number {
    return this.#bytes.length - readBehind;
  }

  /** Twice the room. It is not given back. */
  grow(): void {
    const { memory } = this.#exports;
    memory.grow(memory.buffer.byteLength / pageBytes);
    this.#bytes = Buffer.from(memory.buffer);
  }

  /** Puts a text in as UTF-8 and returns its number of bytes; null: there may be no room for it. */
  write(text: string): number | null {
    return text.length * bytesPerUnit <= this.capacity ? this.#bytes.write(text) : null;
  }

  /** `bytes`: at most `capacity` of them. */
  set(bytes: Uint8Array): void {
    this.#bytes.set(bytes);
  }

  /** xxhash64, seed 0, of the first `length` bytes. As signed. */
  hash(length: number): bigint {
    return this.#exports.hash(0, length);
  }

  /**
   * The sum of the hashes of the CSV records that end in the first `length` bytes. As signed. `rest`: how many bytes
   * come after the last of them.
   */
  sumRecords(length: number): { readonly sum: bigint; readonly rest: number } {
    return { sum: this.#exports.sumRecords(0, length), rest: this.#exports.rest.value };
  }
}

let shared: HashMemory | null = null;

/** The memory of this thread. The module is compiled when it is first asked for. */
export function hashMemory(): HashMemory {
  return (shared ??= new HashMemory());
}
