import { join } from 'node:path';
import { hash64 } from '../format/hash64.ts';
import { keyText, type KeyColumns } from '../format/row-key.ts';
import type { TableDefinition, Value } from '../schema/definition.ts';
import type { BrokenKeys } from './key-checks.ts';
import { columnsId, distinctColumns, type CheckedForeignKey, type CheckedUniqueKey } from './key-columns.ts';
import { KeyLog } from './key-log.ts';

/** Reads the rows of a table that was written, in their order. */
export type ReadRows = (table: TableDefinition) => AsyncIterable<readonly (readonly Value[])[]>;

/** Rows with the first row that has the same key. Rows are counted from 1; the first ones are listed, all counted. */
export interface RepeatedKey extends CheckedUniqueKey {
  readonly count: number;
  readonly pairs: readonly (readonly [row: number, first: number])[];
}

/** Rows whose parent does not exist. */
export interface MissingParent extends CheckedForeignKey {
  readonly count: number;
  readonly rows: readonly number[];
}

/** Finds the rows that break keys: reads again the tables that have such keys, and the parents. */
export class KeySearch {
  readonly #broken: BrokenKeys;
  readonly #logs: ReadonlyMap<string, KeyLog>;

  private constructor(broken: BrokenKeys, logs: ReadonlyMap<string, KeyLog>) {
    this.#broken = broken;
    this.#logs = logs;
  }

  /** `directory`: for what does not fit into memory. */
  static async of(broken: BrokenKeys, directory: string, read: ReadRows): Promise<KeySearch> {
    const keys = distinctColumns([...broken.unique, ...broken.foreign, ...broken.foreign.map(({ parent }) => parent)]);
    const logged = keys.map((key, index) => ({ key, log: new KeyLog(join(directory, 'rows'), String(index)) }));
    for (const [table, each] of Map.groupBy(logged, ({ key }) => key.table)) await logKeys(table, each, read);
    return new KeySearch(broken, new Map(logged.map(({ key, log }) => [columnsId(key), log])));
  }

  /** Rows whose unique key is in an earlier row too. Equal hashes: the caller compares the keys. */
  repeated(most: number): readonly RepeatedKey[] {
    return this.#broken.unique.map((key) => {
      const { count, rows } = this.#log(key).repeated(most);
      return { ...key, count, pairs: rows };
    });
  }

  /** Rows whose foreign key is in no row of the parent. */
  orphans(most: number): readonly MissingParent[] {
    return this.#broken.foreign.map((key) => ({
      ...key,
      ...this.#log(key).missingFrom(this.#log(key.parent), most),
    }));
  }

  #log(key: KeyColumns): KeyLog {
    const log = this.#logs.get(columnsId(key));
    if (log === undefined) throw new TypeError(`${key.table.name} (${key.columns.join(', ')}) is not logged`);
    return log;
  }
}

interface LoggedKey {
  readonly key: KeyColumns;
  readonly log: KeyLog;
}

async function logKeys(table: TableDefinition, logged: readonly LoggedKey[], read: ReadRows): Promise<void> {
  const keys = logged.map(({ key, log }) => ({ textOf: keyText(key), log }));
  let number = 0;
  for await (const batch of read(table)) {
    for (const row of batch) {
      number += 1;
      for (const { textOf, log } of keys) {
        const text = textOf(row);
        if (text !== null) log.add(hash64(text), number);
      }
    }
  }
}
