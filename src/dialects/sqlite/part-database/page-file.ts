import { closeSync, openSync, writeSync } from 'node:fs';
import { stepSync } from '../../../failpoints/step.ts';

export const pageBytes = 4096;

/** The page at 1 GiB is never used: https://sqlite.org/fileformat2.html section 1.5. */
const lockBytePage = 2 ** 30 / pageBytes + 1;

/** Pages that are written at once. */
const pagesHeld = 256;

export interface Page {
  /** From 1. */
  readonly number: number;
  /** Zeros, to be filled in before the next page is begun. */
  readonly bytes: Buffer;
}

/** A new file of pages, readable by its owner only, written one page after the other. Never synced: it is thrown away. */
export class PageFile implements Disposable {
  readonly #file: number;
  readonly #held = Buffer.alloc(pagesHeld * pageBytes);
  #heldPages = 0;
  #writtenPages = 0;

  constructor(path: string) {
    this.#file = stepSync('pages.create', () => openSync(path, 'wx', 0o600));
  }

  get pageCount(): number {
    return this.#writtenPages + this.#heldPages;
  }

  /** The number of the page that is begun next. */
  get nextNumber(): number {
    const next = this.pageCount + 1;
    return next === lockBytePage ? next + 1 : next;
  }

  begin(): Page {
    const number = this.nextNumber;
    while (this.pageCount < number) this.#add();
    const end = this.#heldPages * pageBytes;
    return { number, bytes: this.#held.subarray(end - pageBytes, end) };
  }

  /** Writes all pages, and the first one anew. */
  finish(first: Uint8Array): void {
    this.#write();
    writeAll(this.#file, first, 0);
  }

  [Symbol.dispose](): void {
    closeSync(this.#file);
  }

  #add(): void {
    if (this.#heldPages === pagesHeld) this.#write();
    this.#heldPages += 1;
  }

  #write(): void {
    const bytes = this.#held.subarray(0, this.#heldPages * pageBytes);
    writeAll(this.#file, bytes, this.#writtenPages * pageBytes);
    bytes.fill(0);
    this.#writtenPages += this.#heldPages;
    this.#heldPages = 0;
  }
}

/** The system may take a part of the bytes only, when the disk is nearly full. */
function writeAll(file: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length;)
    done += stepSync('pages.write', () => writeSync(file, bytes, done, bytes.length - done, position + done));
}
