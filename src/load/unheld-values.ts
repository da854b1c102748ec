import type { Capabilities } from '../dialects/dialect.ts';
import { failure } from '../errors.ts';
import { rowFormats } from '../format/formats.ts';
import type { ManifestPart } from '../format/manifest.ts';
import type { FormatName } from '../format/row-codec.ts';
import type { PartStore } from '../format/store.ts';
import { valueText } from '../format/value-text.ts';
import { checkedBytes } from '../format/verify-parts.ts';
import { storedColumns, type TableDefinition, type Value } from '../schema/definition.ts';
import { shownValue } from './shown-value.ts';

/** A value of a part that the target cannot hold, and why. `row`: of the part, from 1. */
export interface UnheldFinding {
  readonly table: string;
  readonly part: string;
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

export interface UnheldSearch {
  readonly table: TableDefinition;
  readonly store: PartStore;
  readonly encoding: FormatName;
  readonly unheld: Capabilities['unheldValues'];
  readonly signal: AbortSignal;
}

/** What to look for in one column. `text`: how every format writes the value. */
interface Sought {
  readonly index: number;
  readonly column: string;
  readonly value: Value;
  readonly text: string;
  readonly reason: string;
}

/** The values of a part that the target cannot hold. Its rows are read only if the text of such a value is in its bytes. */
export async function unheldIn(part: ManifestPart, search: UnheldSearch): Promise<readonly UnheldFinding[]> {
  const sought = soughtIn(search);
  const texts = [...new Set(sought.map(({ text }) => text))];
  if (texts.length === 0 || !(await holdsAny(bytesOf(part, search.store), texts, search.signal))) return [];
  const { table, store, encoding } = search;
  const found: UnheldFinding[] = [];
  let row = 0;
  const codec = rowFormats[encoding](table);
  for await (const batch of codec.decode({ path: part.path, bytes: checkedBytes(store, part) })) {
    for (const values of batch) {
      row += 1;
      for (const { index, column, value, reason } of sought) {
        if (!Object.is(values[index], value)) continue;
        found.push({ table: table.name, part: part.path, row, column, value: shownValue(value), reason });
      }
    }
  }
  return found;
}

/** Not proved: nothing of them is used, and whoever loads the part proves it. What is compressed is let out only as it is proved. */
function bytesOf(part: ManifestPart, store: PartStore): AsyncIterable<Uint8Array> {
  return part.content === undefined ? store.get(part.path) : checkedBytes(store, part);
}

function soughtIn({ table, unheld }: UnheldSearch): readonly Sought[] {
  return storedColumns(table).flatMap(({ name, type }, index) =>
    (unheld[type.kind] ?? []).map(({ value, reason }) => ({
      index,
      column: name,
      value,
      text: valueText(type).write(value),
      reason,
    })),
  );
}

/** Whether one of these texts is in the bytes. One that goes on with a digit is another number. */
async function holdsAny(
  bytes: AsyncIterable<Uint8Array>,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<boolean> {
  const longest = Math.max(...texts.map((text) => text.length));
  let kept = Buffer.alloc(0);
  let isHeld = false;
  for await (const piece of bytes) {
    if (signal.aborted) throw failure('INTERRUPTED', { what: 'load' });
    if (isHeld) continue;
    const window =
      kept.length === 0 ? Buffer.from(piece.buffer, piece.byteOffset, piece.length) : Buffer.concat([kept, piece]);
    isHeld = texts.some((text) => holds(window, text));
    kept = Buffer.from(window.subarray(Math.max(0, window.length - longest)));
  }
  return isHeld;
}

function holds(window: Buffer, text: string): boolean {
  for (let at = window.indexOf(text); at !== -1; at = window.indexOf(text, at + 1)) {
    const next = window[at + text.length];
    // At the end of the window the next one begins with this text.
    if (next !== undefined && !(next >= 0x30 && next <= 0x39)) return true;
  }
  return false;
}
