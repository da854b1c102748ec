/** Integers of one page, one bit each: 4 kB. */
const pageBits = 32_768;
const pageWords = pageBits / 32;

/** Pages as plain data: `words` has those of `numbers`, one after another. */
export interface TakenPages {
  readonly numbers: Float64Array;
  readonly words: Int32Array;
  readonly isRepeated: boolean;
}

/**
 * A set of safe integers, as bits in pages of neighbours. Exact. There is a bounded number of pages: it does not take every
 * integer.
 */
export class KeyPages {
  readonly #mostPages: number;
  readonly #numbers: number[] = [];
  readonly #offsets = new Map<number, number>();
  #words = new Int32Array(pageWords);
  #isRepeated = false;
  /** The first integer of the page that was used last, and where its words are: the next integer is often in it too. */
  #first = Number.NaN;
  #offset = 0;

  /** `mostPages`: 4 kB each. */
  constructor(mostPages: number) {
    this.#mostPages = mostPages;
  }

  /** Whether an integer was added that was there. */
  get isRepeated(): boolean {
    return this.#isRepeated;
  }

  /** Returns false, and does nothing, where there is no room for another page. */
  add(integer: number): boolean {
    let bit = integer - this.#first;
    if (!(bit >= 0 && bit < pageBits)) {
      if (!this.#turnTo(Math.floor(integer / pageBits))) return false;
      bit = integer - this.#first;
    }
    const at = this.#offset + (bit >>> 5);
    const word = this.#words[at] ?? 0;
    const added = word | (1 << (bit & 31));
    if (word === added) this.#isRepeated = true;
    this.#words[at] = added;
    return true;
  }

  /** Adds the pages of another set. `leftOver` gets the integers of those that there is no room for. */
  merge({ numbers, words, isRepeated }: TakenPages, leftOver: (integer: number) => void): void {
    this.#isRepeated ||= isRepeated;
    for (const [index, number] of numbers.entries()) {
      const page = words.subarray(index * pageWords, (index + 1) * pageWords);
      if (this.#turnTo(number)) this.#mergePage(page);
      else eachInteger(number, page, leftOver);
    }
  }

  /** Whether all integers are in `others`. */
  isWithin(others: KeyPages): boolean {
    return this.#numbers.every((number) => {
      const [page, other] = [this.#pageOf(number), others.#pageOf(number)];
      return page.every((word, at) => (word & ~(other[at] ?? 0)) === 0);
    });
  }

  /** Hands over all integers. None is left, but it is still known whether one was there twice. */
  drain(to: (integer: number) => void): void {
    for (const number of this.#numbers) eachInteger(number, this.#pageOf(number), to);
    this.#clear();
  }

  /** All pages, as data of their own. None is left. */
  take(): TakenPages {
    const taken = {
      numbers: Float64Array.from(this.#numbers),
      words: this.#words.slice(0, this.#numbers.length * pageWords),
      isRepeated: this.#isRepeated,
    };
    this.#clear();
    return taken;
  }

  get isEmpty(): boolean {
    return this.#numbers.length === 0;
  }

  #clear(): void {
    this.#numbers.length = 0;
    this.#offsets.clear();
    this.#words = new Int32Array(pageWords);
    this.#first = Number.NaN;
  }

  #turnTo(page: number): boolean {
    const offset = this.#offsets.get(page) ?? this.#newPage(page);
    if (offset === null) return false;
    this.#first = page * pageBits;
    this.#offset = offset;
    return true;
  }

  #newPage(page: number): number | null {
    const count = this.#numbers.length;
    if (count === this.#mostPages) return null;
    const offset = count * pageWords;
    if (offset === this.#words.length) this.#grow();
    this.#numbers.push(page);
    this.#offsets.set(page, offset);
    return offset;
  }

  #grow(): void {
    const larger = new Int32Array(Math.min(this.#words.length * 2, this.#mostPages * pageWords));
    larger.set(this.#words);
    this.#words = larger;
  }

  #mergePage(page: Int32Array): void {
    for (const [at, word] of page.entries()) {
      const before = this.#words[this.#offset + at] ?? 0;
      if ((before & word) !== 0) this.#isRepeated = true;
      this.#words[this.#offset + at] = before | word;
    }
  }

  /** Empty: there is no such page. */
  #pageOf(number: number): Int32Array {
    const offset = this.#offsets.get(number);
    return offset === undefined ? new Int32Array(0) : this.#words.subarray(offset, offset + pageWords);
  }
}

function eachInteger(number: number, page: Int32Array, take: (integer: number) => void): void {
  for (const [at, word] of page.entries()) {
    for (let bits = word; bits !== 0; bits &= bits - 1) {
      take(number * pageBits + at * 32 + (31 - Math.clz32(bits & -bits)));
    }
  }
}
