import { Refusal } from '../dialects/dialect.ts';
import { keyFields } from '../format/row-key.ts';
import type { TableDefinition, Value } from '../schema/definition.ts';

/** The primary key of a row by its columns. Integers beyond 2^53 and blobs, as hex, are texts. */
export type ShownKey = Readonly<Record<string, string | number | boolean | null>>;

/** What stands for a value that is marked as personal data. */
export const personalValue = '(personal)';

const mostShown = 5;

type Key = readonly (Value | Refusal)[];

/** The lowest of many keys of a table, whatever order they come in. */
export class FirstKeys {
  readonly #columns: readonly string[];
  readonly #personal: ReadonlySet<string>;
  readonly #keys: Key[] = [];

  /** `personal`: names of columns whose values nobody is shown. */
  constructor(table: TableDefinition, personal: ReadonlySet<string>) {
    this.#columns = keyFields({ table, columns: table.primaryKey }).map(({ name }) => name);
    this.#personal = personal;
  }

  add(key: Key): void {
    const last = this.#keys.at(-1);
    if (this.#keys.length === mostShown && last !== undefined && compared(key, last) >= 0) return;
    this.#keys.push(key);
    this.#keys.sort(compared);
    if (this.#keys.length > mostShown) this.#keys.pop();
  }

  get shown(): readonly ShownKey[] {
    return this.#keys.map((key) =>
      Object.fromEntries(
        this.#columns.map((name, index) => [
          name,
          this.#personal.has(name) ? personalValue : shownValue(key[index] ?? null),
        ]),
      ),
    );
  }
}

/** Numbers as numbers, everything else as text. */
function compared(a: Key, b: Key): number {
  for (const [index, value] of a.entries()) {
    const difference = comparedValues(shownOrder(value), shownOrder(b[index] ?? null));
    if (difference !== 0) return difference;
  }
  return 0;
}

function comparedValues(a: string | number | bigint, b: string | number | bigint): number {
  if (typeof a === 'string' || typeof b === 'string') {
    const [first, second] = [String(a), String(b)];
    return first < second ? -1 : first > second ? 1 : 0;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

function shownOrder(value: Value | Refusal): string | number | bigint {
  return typeof value === 'number' || typeof value === 'bigint' ? value : String(shownValue(value));
}

function shownValue(value: Value | Refusal): ShownKey[string] {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex').toUpperCase();
  return value instanceof Refusal ? null : value;
}
