import type { PageFile } from './page-file.ts';
import { putVarint, varintWidth } from './varint.ts';

const interiorFlag = 0x05;
const interiorHeaderBytes = 12;
const pointerBytes = 2;
const childBytes = 4;

/** Children of a page. With the longest keys there would be room for 273. */
const mostChildren = 256;

interface Child {
  readonly page: number;
  /** The greatest row id below it. */
  readonly lastRow: number;
}

/**
 * The interior pages of a table's b-tree, from the bottom up. Of each level as many children are held as one page and another
 * begun need, so that no page has less than two.
 */
export class InteriorLevels {
  readonly #file: PageFile;
  readonly #levels: Child[][] = [];

  constructor(file: PageFile) {
    this.#file = file;
  }

  /** The next page of the lowest level, a leaf. */
  add(page: number, lastRow: number): void {
    this.#add(0, { page, lastRow });
  }

  /** Writes what is left; returns the number of the root page. */
  finish(): number {
    for (let level = 0; ; level += 1) {
      const children = this.#levels[level] ?? [];
      const [only, ...others] = children;
      if (only !== undefined && others.length === 0) return only.page;
      this.#write(level, children);
    }
  }

  #add(level: number, child: Child): void {
    const children = (this.#levels[level] ??= []);
    children.push(child);
    if (children.length === mostChildren + 2) this.#write(level, children.splice(0, mostChildren));
  }

  /** https://sqlite.org/fileformat2.html section 1.6. The last child has no cell. */
  #write(level: number, children: readonly Child[]): void {
    const { number, bytes } = this.#file.begin();
    const last = children.at(-1) ?? { page: 0, lastRow: 0 };
    const cells = children.slice(0, -1);
    let content = bytes.length;
    for (const [index, { page, lastRow }] of cells.entries()) {
      const width = varintWidth(lastRow);
      content -= childBytes + width;
      bytes.writeUInt32BE(page, content);
      putVarint(bytes, content + childBytes, width, lastRow);
      bytes.writeUInt16BE(content, interiorHeaderBytes + index * pointerBytes);
    }
    bytes[0] = interiorFlag;
    bytes.writeUInt16BE(cells.length, 3);
    bytes.writeUInt16BE(content, 5);
    bytes.writeUInt32BE(last.page, 8);
    this.#add(level + 1, { page: number, lastRow: last.lastRow });
  }
}
