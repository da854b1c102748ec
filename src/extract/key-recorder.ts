import { hash64 } from '../format/hash64.ts';
import type { SchemaDefinition, TableDefinition, Value } from '../schema/definition.ts';
import { keyText, loggedColumns } from './key-checks.ts';

export type RecordedKeys = readonly (readonly (readonly [bigint, number])[])[];

export class KeyRecorders {
  readonly #texts: readonly ((row: readonly Value[]) => string | null)[];
  constructor(schema: SchemaDefinition, table: TableDefinition, _scratch: string) {
    this.#texts = loggedColumns(schema, table).map((columns) => keyText(table, columns));
  }
  recorder(_name: string): KeyRecorder {
    return new KeyRecorder(this.#texts);
  }
}

export class KeyRecorder {
  readonly #texts: readonly ((row: readonly Value[]) => string | null)[];
  readonly #found: [bigint, number][][];
  #row = 0;
  constructor(texts: readonly ((row: readonly Value[]) => string | null)[]) {
    this.#texts = texts;
    this.#found = texts.map(() => []);
  }
  add(row: readonly Value[]): void {
    this.#row += 1;
    for (const [index, text] of this.#texts.entries()) {
      const key = text(row);
      if (key !== null) this.#found[index]?.push([hash64(key), this.#row]);
    }
  }
  take(): RecordedKeys {
    return this.#found;
  }
}
