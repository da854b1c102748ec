import { join } from 'node:path';
import type { KeyColumns } from '../format/row-key.ts';
import type { SchemaDefinition, TableDefinition } from '../schema/definition.ts';
import {
  checkedColumns,
  checkedForeignKeys,
  checkedUniqueKeys,
  columnsId,
  type CheckedForeignKey,
  type CheckedUniqueKey,
} from './key-columns.ts';
import { KeyRecorder } from './key-recorder.ts';
import { KeySet, pagesOfTable, type TakenKeys } from './key-set.ts';

/** Keys that some row breaks. */
export interface BrokenKeys {
  readonly unique: readonly CheckedUniqueKey[];
  readonly foreign: readonly CheckedForeignKey[];
}

/**
 * Says whether a key is there twice and whether one has no parent, of the rows of all chunks. Which rows they are is for
 * `KeySearch` to find: to know it while rows pass would cost more than to write them.
 */
export class KeyChecks {
  readonly schema: SchemaDefinition;
  /** Where the keys go that do not fit into memory. */
  readonly directory: string;
  readonly #columns: readonly KeyColumns[];
  readonly #sets: ReadonlyMap<string, KeySet>;

  /** `scratch`: a folder that is removed when the keys are checked. */
  constructor(schema: SchemaDefinition, scratch: string) {
    this.schema = schema;
    this.directory = keysFolder(scratch);
    this.#columns = checkedColumns(schema);
    const setAt = (index: number) => new KeySet(join(this.directory, String(index)), pagesOfTable);
    this.#sets = new Map(this.#columns.map((key, index) => [columnsId(key), setAt(index)]));
  }

  /** `chunk`: its number. No other recorder of the table may have it. */
  recorder(table: TableDefinition, chunk: number): KeyRecorder {
    return new KeyRecorder({ schema: this.schema, table, directory: this.directory, chunk });
  }

  /** Adds the keys of a chunk of the table, in any order of chunks. */
  merge(table: TableDefinition, taken: readonly TakenKeys[]): void {
    const columns = this.#columns.filter((key) => key.table.name === table.name);
    for (const [index, key] of columns.entries()) {
      const keys = taken[index];
      if (keys !== undefined) this.#setOf(key).merge(keys);
    }
  }

  /** To be asked when the keys of all chunks are merged. Equal hashes count as equal keys. */
  broken(): BrokenKeys {
    return {
      unique: checkedUniqueKeys(this.schema).filter((key) => this.#setOf(key).hasRepeats()),
      foreign: checkedForeignKeys(this.schema).filter((key) => !this.#setOf(key).isWithin(this.#setOf(key.parent))),
    };
  }

  #setOf(key: KeyColumns): KeySet {
    const set = this.#sets.get(columnsId(key));
    if (set === undefined) throw new TypeError(`${key.table.name} (${key.columns.join(', ')}) is not recorded`);
    return set;
  }
}

/** Where the keys of a run go that do not fit into memory. */
export function keysFolder(scratch: string): string {
  return join(scratch, 'keys');
}
