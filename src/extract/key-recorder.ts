import { join } from 'node:path';
import { valueText } from '../format/value-text.ts';
import type { SchemaDefinition, TableDefinition, Value } from '../schema/definition.ts';
import { checkedColumns } from './key-columns.ts';
import { keyFields, keyText, type KeyColumns } from '../format/row-key.ts';
import { KeySet, pagesOfChunk, type TakenKeys } from './key-set.ts';

type AddKey = (row: readonly Value[]) => void;

export interface RecorderOptions {
  readonly schema: SchemaDefinition;
  readonly table: TableDefinition;
  /** That of `KeyChecks`. */
  readonly directory: string;
  /** The number of the chunk. No other recorder of the table may have it. */
  readonly chunk: number;
}

/** Records the keys of the rows of one chunk. What it takes over is plain data, to be merged by `KeyChecks`. */
export class KeyRecorder {
  readonly #sets: readonly KeySet[];
  readonly #adders: readonly AddKey[];

  constructor({ schema, table, directory, chunk }: RecorderOptions) {
    const path = join(directory, `${schema.tables.findIndex(({ name }) => name === table.name)}.${chunk}`);
    const keys = checkedColumns(schema)
      .filter((key) => key.table.name === table.name)
      .map((key, index) => ({ key, set: new KeySet(`${path}.${index}`, pagesOfChunk) }));
    this.#sets = keys.map(({ set }) => set);
    this.#adders = keys.map(({ key, set }) => keyAdder(key, set));
  }

  /** `row`: validated, in the order of the table's stored columns. */
  add(row: readonly Value[]): void {
    for (const add of this.#adders) add(row);
  }

  /** The keys of all rows so far. None is left. Their files have to stay until the keys are checked. */
  take(): readonly TakenKeys[] {
    return this.#sets.map((set) => set.take());
  }
}

/** A key that is NULL, or has NULL in it, is equal to none. */
function keyAdder(key: KeyColumns, set: KeySet): AddKey {
  const [field, ...others] = keyFields(key);
  return field === undefined || others.length > 0 ? textAdder(keyText(key), set) : columnAdder(field, set);
}

/** A foreign key's column is of its parent's kind: both get the same form here. */
function columnAdder({ index, type }: ReturnType<typeof keyFields>[number], set: KeySet): AddKey {
  const { write } = valueText(type);
  if (type.kind !== 'int' && type.kind !== 'bigint')
    return textAdder((row) => {
      const value = row[index] ?? null;
      return value === null ? null : write(value);
    }, set);
  return (row) => {
    const value = row[index];
    if (typeof value === 'number') set.addInteger(value);
    else if (typeof value === 'bigint') set.addBigint(value);
  };
}

function textAdder(textOf: (row: readonly Value[]) => string | null, set: KeySet): AddKey {
  return (row) => {
    const text = textOf(row);
    if (text !== null) set.addText(text);
  };
}
