import type { HashedRow } from './hashed-rows.ts';

interface Held {
  readonly row: HashedRow;
  /** How many there are of a table without a primary key. */
  count: number;
}

/** Rows of one side, each until the other side has it too. */
export class HeldRows {
  readonly #rows = new Map<string, Held>();

  add(row: HashedRow): void {
    const held = this.#rows.get(row.id);
    if (held === undefined) this.#rows.set(row.id, { row, count: 1 });
    else held.count += 1;
  }

  /** Takes out the row that is the same, or `other` than before but with the same key; `none`: there is none. */
  match({ id, hash }: HashedRow): 'same' | 'other' | 'none' {
    const held = this.#rows.get(id);
    if (held === undefined) return 'none';
    held.count -= 1;
    if (held.count === 0) this.#rows.delete(id);
    return held.row.hash === hash ? 'same' : 'other';
  }

  /** What is still held. */
  left(): Iterable<Held> {
    return this.#rows.values();
  }
}
