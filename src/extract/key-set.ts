import { hash64 } from '../format/hash64.ts';
import { KeyHashes, type TakenHashes } from './key-hashes.ts';
import { KeyPages, type TakenPages } from '../format/key-pages.ts';

/** 4 kB each: enough for ids up to 33 million in a chunk, and up to 134 million in a table. */
export const pagesOfChunk = 1024;
export const pagesOfTable = 4096;

/** A set as plain data. */
export interface TakenKeys {
  readonly pages: TakenPages;
  readonly hashes: TakenHashes;
}

/**
 * A set of keys that answers two questions: is one there twice, and are all of them in another set? Integers are bits as long
 * as there are pages for them; everything else, and integers far from each other, are 64 bits in a log. Memory is bounded.
 * Integers are exact; texts are equal when their hashes are.
 */
export class KeySet {
  readonly #pages: KeyPages;
  readonly #hashes: KeyHashes;

  /** `path`: of a file for what does not fit into memory. `mostPages`: 4 kB each. */
  constructor(path: string, mostPages: number) {
    this.#pages = new KeyPages(mostPages);
    this.#hashes = new KeyHashes(path);
  }

  /** `integer`: a safe one. */
  addInteger(integer: number): void {
    if (!this.#pages.add(integer)) this.#logInteger(integer);
  }

  /** `integer`: of 64 bits, signed. The same one as number and as bigint is the same key. */
  addBigint(integer: bigint): void {
    const number = Number(integer);
    if (Number.isSafeInteger(number)) this.addInteger(number);
    else this.#hashes.addHalves(Number(BigInt.asUintN(32, integer)), Number(BigInt.asUintN(32, integer >> 32n)));
  }

  /** Of the keys of one set, all are integers or all are texts. */
  addText(text: string): void {
    this.#hashes.add(hash64(text));
  }

  /** All keys, as data of their own. None is left. */
  take(): TakenKeys {
    return { pages: this.#pages.take(), hashes: this.#hashes.take() };
  }

  /** Adds the keys of another set. One that is in both is there twice. */
  merge({ pages, hashes }: TakenKeys): void {
    this.#pages.merge(pages, (integer) => this.#logInteger(integer));
    this.#hashes.merge(hashes);
  }

  hasRepeats(): boolean {
    if (this.#pages.isRepeated) return true;
    if (this.#hashes.isEmpty) return false;
    this.#logPages();
    return this.#hashes.hasRepeats();
  }

  isWithin(others: KeySet): boolean {
    if (this.#hashes.isEmpty && others.#hashes.isEmpty) return this.#pages.isWithin(others.#pages);
    this.#logPages();
    others.#logPages();
    return this.#hashes.isWithin(others.#hashes);
  }

  /** An integer may be a bit in one chunk and in the log of another: they are compared in one form. */
  #logPages(): void {
    this.#pages.drain((integer) => this.#logInteger(integer));
  }

  #logInteger(integer: number): void {
    this.#hashes.addHalves(integer >>> 0, Math.floor(integer / 2 ** 32) >>> 0);
  }
}
