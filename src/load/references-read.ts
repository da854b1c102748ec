import type { Dialect } from '../dialects/dialect.ts';
import type { RawRow } from '../dialects/source.ts';
import { KeyPages, type TakenPages } from '../format/key-pages.ts';
import { storedColumns, type SchemaDefinition, type TableDefinition } from '../schema/definition.ts';
import { keyColumns, readableReferences, type KeyColumn, type Reference } from './readable-references.ts';

/** 4 kB each: enough for ids up to 33 million in what one worker reads at a time, and up to 134 million in a table. */
const pagesOfJob = 1024;
const pagesOfTable = 4096;

/** The integers of a column, each once; null: not all of them are known. */
export type ReadKeys = TakenPages | null;

/** Gathers the keys of rows of a table while they are read back. What it takes over is plain data, for `ReferencesRead`. */
export class KeyReader {
  readonly #columns: readonly KeyColumnReader[];

  constructor(schema: SchemaDefinition, table: TableDefinition, dialect: Dialect) {
    const columns = storedColumns(table);
    this.#columns = keyColumns(readableReferences(schema) ?? [], table.name).map((name) => {
      const index = columns.findIndex((column) => column.name === name);
      const type = columns[index]?.type ?? { kind: 'int' };
      return new KeyColumnReader(index, dialect.valueCodec(type).fromDriver);
    });
  }

  /** `raw`: the stored columns in their order. */
  add(raw: RawRow): void {
    for (const column of this.#columns) column.add(raw);
  }

  /** The keys of all rows so far, by column. None is left. */
  take(): readonly ReadKeys[] {
    return this.#columns.map((column) => column.take());
  }
}

class KeyColumnReader {
  readonly #index: number;
  readonly #read: (raw: unknown) => unknown;
  readonly #pages = new KeyPages(pagesOfJob);
  #isComplete = true;

  constructor(index: number, read: (raw: unknown) => unknown) {
    this.#index = index;
    this.#read = read;
  }

  add(raw: RawRow): void {
    const value = this.#read(raw[this.#index]);
    if (value === null) return;
    const integer = typeof value === 'bigint' ? Number(value) : value;
    this.#isComplete &&= Number.isSafeInteger(integer) && this.#pages.add(integer as number);
  }

  take(): ReadKeys {
    const pages = this.#pages.take();
    return this.#isComplete ? pages : null;
  }
}

/** Whether the references of a schema hold in a database that is read back, as far as its rows tell. Exact. */
export class ReferencesRead {
  readonly #references: readonly Reference[];
  /** By table and column; null: not all of its keys are known. */
  readonly #keys = new Map<string, KeyPages | null>();

  private constructor(references: readonly Reference[]) {
    this.#references = references;
  }

  /** null: rows do not tell it, the engine has to be asked. */
  static of(schema: SchemaDefinition): ReferencesRead | null {
    const references = readableReferences(schema);
    return references === null ? null : new ReferencesRead(references);
  }

  /** Adds what a `KeyReader` took of rows of a table. */
  merge(table: string, taken: readonly ReadKeys[]): void {
    for (const [index, column] of keyColumns(this.#references, table).entries()) {
      const id = idOf({ table, column });
      const found = this.#keys.get(id);
      const keys = found === undefined ? new KeyPages(pagesOfTable) : found;
      this.#keys.set(id, merged(keys, taken[index] ?? null));
    }
  }

  /** To be asked when all rows are merged. false: one does not hold, or it is not known. */
  get hold(): boolean {
    return this.#references.every(({ child, parent }) => {
      const [keys, parents] = [this.#keys.get(idOf(child)), this.#keys.get(idOf(parent))];
      return keys && parents ? keys.isWithin(parents) : false;
    });
  }
}

function idOf({ table, column }: KeyColumn): string {
  return JSON.stringify([table, column]);
}

function merged(keys: KeyPages | null, taken: ReadKeys): KeyPages | null {
  if (keys === null || taken === null) return null;
  let isComplete = true;
  keys.merge(taken, () => {
    isComplete = false;
  });
  return isComplete ? keys : null;
}
