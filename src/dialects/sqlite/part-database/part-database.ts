import type { RowWriter } from './cell-buffer.ts';
import { pageBytes, PageFile } from './page-file.ts';
import { valueWriter } from './row-values.ts';
import { TableTree } from './table-tree.ts';

const magic = 'SQLite format 3\0';
const headerBytes = 100;
const interiorFlag = 0x05;

const schemaRow = valueWriter(['bytes', 'bytes', 'bytes', 'integer', 'bytes']);

/** The columns of a part database, by the place of the value in a row. */
export function partColumn(index: number): string {
  return `c${index}`;
}

/**
 * A new file in SQLite's format with one table `rows(c0, c1, …)`, without types and constraints, row ids 1, 2, 3 … in the order
 * of `add`. Nobody can read it before `finish`.
 */
export class PartDatabase<S> implements Disposable {
  readonly #file: PageFile;
  readonly #rows: TableTree<S>;
  readonly #sql: string;

  constructor(path: string, writer: RowWriter<S>) {
    this.#file = new PageFile(path);
    this.#file.begin();
    this.#rows = new TableTree(this.#file, writer);
    this.#sql = `CREATE TABLE rows(${writer.kinds.map((_, index) => partColumn(index)).join(', ')})`;
  }

  get rows(): number {
    return this.#rows.rows;
  }

  /** Adds a row; false: its writer does not take it, or it is too long. */
  add(source: S): boolean {
    return this.#rows.add(source);
  }

  finish(): void {
    const root = this.#rows.finish();
    const schema = new TableTree(this.#file, schemaRow);
    schema.add(['table', 'rows', 'rows', root, this.#sql]);
    this.#file.finish(firstPage(schema.finish(), this.#file.pageCount));
  }

  [Symbol.dispose](): void {
    this.#file[Symbol.dispose]();
  }
}

/**
 * Header and root of the schema: an interior page without cells, as SQLite itself makes it of page 1 when the rows of the schema
 * have no room beside the header. https://sqlite.org/fileformat2.html section 1.3.
 */
function firstPage(schemaPage: number, pageCount: number): Buffer {
  const page = Buffer.alloc(pageBytes);
  page.write(magic, 'latin1');
  page.writeUInt16BE(pageBytes, 16);
  // File format versions, reserved bytes, payload fractions.
  page.set([1, 1, 0, 64, 32, 32], 18);
  const [changes, formatOfTypes8And9, utf8, anyVersion] = [1, 4, 1, 3_040_000];
  page.writeUInt32BE(changes, 24);
  page.writeUInt32BE(pageCount, 28);
  page.writeUInt32BE(changes, 40);
  page.writeUInt32BE(formatOfTypes8And9, 44);
  page.writeUInt32BE(utf8, 56);
  page.writeUInt32BE(changes, 92);
  page.writeUInt32BE(anyVersion, 96);
  page[headerBytes] = interiorFlag;
  page.writeUInt16BE(pageBytes, headerBytes + 5);
  page.writeUInt32BE(schemaPage, headerBytes + 8);
  return page;
}
