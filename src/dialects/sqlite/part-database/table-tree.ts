import { CellBuffer, type Cell, type RowWriter } from './cell-buffer.ts';
import { InteriorLevels } from './interior-levels.ts';
import { pageBytes, type PageFile } from './page-file.ts';

/** The b-tree of a table, of which the row ids are 1, 2, 3 …: https://sqlite.org/fileformat2.html sections 1.5 and 1.6. */

const leafFlag = 0x0d;
const leafHeaderBytes = 8;
const pointerBytes = 2;
const overflowHeaderBytes = 4;

/** The longest record that a leaf page keeps whole, and what it keeps at least of a longer one. */
const mostLocal = pageBytes - 35;
const leastLocal = Math.floor(((pageBytes - 12) * 32) / 255) - 23;

export class TableTree<S> {
  readonly #file: PageFile;
  readonly #levels: InteriorLevels;
  readonly #cells: CellBuffer<S>;
  /** Where in the buffer the cells of the page begin, of which there is none yet. */
  #starts: number[] = [];
  #rows = 0;

  constructor(file: PageFile, writer: RowWriter<S>) {
    this.#file = file;
    this.#levels = new InteriorLevels(file);
    this.#cells = new CellBuffer(writer);
  }

  get rows(): number {
    return this.#rows;
  }

  /** Adds a row; false: its writer does not take it, or it is too long. */
  add(source: S): boolean {
    const cell = this.#cells.add(this.#rows + 1, source);
    if (cell === null) return false;
    if (cell.end - cell.payload > mostLocal) this.#cells.end = this.#overflow(cell);
    const taken = leafHeaderBytes + (this.#starts.length + 1) * pointerBytes + this.#cells.end;
    if (taken > pageBytes) {
      this.#writeLeaf(cell.start);
      this.#starts = [0];
    } else this.#starts.push(cell.start);
    this.#rows += 1;
    return true;
  }

  /** Writes what is left; returns the number of the root page. */
  finish(): number {
    this.#writeLeaf(this.#cells.end);
    return this.#levels.finish();
  }

  /** A page with the cells that begin before `end`. */
  #writeLeaf(end: number): void {
    const { number, bytes } = this.#file.begin();
    const content = pageBytes - end;
    bytes[0] = leafFlag;
    bytes.writeUInt16BE(this.#starts.length, 3);
    bytes.writeUInt16BE(content, 5);
    let at = leafHeaderBytes;
    for (const start of this.#starts) {
      bytes[at] = (content + start) >> 8;
      bytes[at + 1] = content + start;
      at += pointerBytes;
    }
    this.#cells.bytes.copy(bytes, content, 0, end);
    this.#cells.drop(end);
    this.#levels.add(number, this.#rows);
  }

  /** Puts the end of a long record on pages of its own; returns where the cell ends then. */
  #overflow({ payload, end }: Cell): number {
    const perPage = pageBytes - overflowHeaderBytes;
    const fitting = leastLocal + ((end - payload - leastLocal) % perPage);
    let from = payload + (fitting <= mostLocal ? fitting : leastLocal);
    const cellEnd = from;
    const first = this.#file.nextNumber;
    for (; from < end; from += perPage) {
      const { bytes } = this.#file.begin();
      const to = Math.min(end, from + perPage);
      bytes.writeUInt32BE(to === end ? 0 : this.#file.nextNumber, 0);
      this.#cells.bytes.copy(bytes, overflowHeaderBytes, from, to);
    }
    return this.#cells.bytes.writeUInt32BE(first, cellEnd);
  }
}
