import { firstTextType, ValueBuffer } from './value-buffer.ts';
import { putVarint, varintWidth } from './varint.ts';

/** What the values of a column are in the file. A value of another kind is written as what it is. */
export type CellKind = 'integer' | 'real' | 'bytes';

/** How the rows of a source become records. */
export interface RowWriter<S> {
  /** By column. */
  readonly kinds: readonly CellKind[];
  /**
   * Puts the values of a row, and their serial types into `types`: `tooLong` for more bytes than `longestBytes`. false: there is
   * one that this writer does not take. The same row is begun again where something did not fit.
   */
  readonly write: (source: S, out: ValueBuffer, types: number[], longestBytes: number) => boolean;
}

/** The bytes of a cell: length and row id, then from `payload` to `end` the record. */
export interface Cell {
  readonly start: number;
  readonly payload: number;
  readonly end: number;
}

/** How many bytes are kept for what stands before a value and is known behind it. Fixed, so that one pass writes a row. */
interface Layout {
  readonly payloadSlot: number;
  /** Of the types, by column. */
  readonly slots: readonly number[];
  /** Of the record. */
  readonly headerBytes: number;
  /** Of a text or blob. */
  readonly longestBytes: number;
}

/** Rows as cells of leaf pages, one behind the other: https://sqlite.org/fileformat2.html sections 1.6 and 2.1. */
export class CellBuffer<S> {
  /** Where the next cell begins. */
  end = 0;
  readonly #values = new ValueBuffer();
  readonly #write: RowWriter<S>['write'];
  readonly #narrow: Layout;
  readonly #wide: Layout;
  /** Of the row that is being put, by column. */
  readonly #types: number[];

  constructor({ kinds, write }: RowWriter<S>) {
    this.#write = write;
    this.#types = kinds.map(() => 0);
    this.#narrow = layoutOf(kinds.map((kind) => (kind === 'bytes' ? 2 : 1)));
    this.#wide = layoutOf(kinds.map(() => 5));
  }

  get bytes(): Buffer {
    return this.#values.bytes;
  }

  /** null, and nothing is added: the row has a value that its writer does not take, or is too long. */
  add(rowId: number, source: S): Cell | null {
    return this.#put(rowId, source, this.#narrow) ?? this.#put(rowId, source, this.#wide);
  }

  /** Forgets the cells before a place. */
  drop(before: number): void {
    this.#values.keep(before, this.end);
    this.end -= before;
  }

  /** null: something does not fit into its slot, or is not taken. */
  #put(rowId: number, source: S, { slots, payloadSlot, headerBytes, longestBytes }: Layout): Cell | null {
    const values = this.#values;
    const start = this.end;
    values.reserve(start + payloadSlot + 9 + headerBytes);
    const payload = putVarint(values.bytes, start + payloadSlot, varintWidth(rowId), rowId);
    let slot = putVarint(values.bytes, payload, varintWidth(headerBytes), headerBytes);
    values.at = payload + headerBytes;
    if (!this.#write(source, values, this.#types, longestBytes)) return null;
    for (let index = 0; index < slots.length; index += 1) {
      const type = this.#types[index] ?? 0;
      const width = slots[index] ?? 1;
      if (type >= 0x80 && type >= 0x80 ** width) return null;
      if (width === 1) values.bytes[slot] = type;
      else putVarint(values.bytes, slot, width, type);
      slot += width;
    }
    const length = values.at - payload;
    if (length >= 0x80 ** payloadSlot) return null;
    putVarint(values.bytes, start, payloadSlot, length);
    this.end = values.at;
    return { start, payload, end: this.end };
  }
}

function layoutOf(slots: readonly number[]): Layout {
  const payloadSlot = Math.max(2, ...slots);
  const types = slots.reduce((sum, width) => sum + width, 0);
  const headerBytes = types + varintWidth(types + 2);
  const longestBytes = Math.floor((0x80 ** payloadSlot - firstTextType) / 2);
  return { payloadSlot, slots, headerBytes, longestBytes };
}
