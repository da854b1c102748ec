import { isUtf8 } from 'node:buffer';
import { Refusal } from '../dialect.ts';
import type { RawRow } from '../source.ts';

/**
 * Whether the driver can be asked for text. In UTF-16 it makes another character of a lone surrogate and the letter after it, so
 * there everything is read as bytes.
 */
export function isReadAsText(encoding: string): boolean {
  return encoding === 'UTF-8';
}

/** What rows take in memory, about, and whether a text in them may not be the one in the database. */
export class Weight {
  bytes = 0;
  /** The driver puts U+FFFD for what it cannot read and does not say so: the rows have to be read again, as bytes. */
  isInDoubt = false;

  add(row: RawRow): void {
    for (const value of row) {
      if (typeof value === 'string') {
        this.bytes += value.length;
        if (value.includes('\uFFFD')) this.isInDoubt = true;
      } else if (value instanceof Uint8Array) this.bytes += value.byteLength;
    }
  }
}

/** Makes the row that `asBytes` was asked about, with a `Refusal` in place of text that is not valid. */
export function bytesReader(encoding: string): (row: RawRow) => RawRow {
  const decode = decoderOf(encoding);
  return (row) => {
    const values: unknown[] = [];
    for (let index = 0; index < row.length; index += 2)
      values.push(row[index + 1] === 'text' ? decode(row[index] as Uint8Array) : row[index]);
    return values;
  };
}

function decoderOf(encoding: string): (bytes: Uint8Array) => string | Refusal {
  if (encoding === 'UTF-8')
    return (bytes) => (isUtf8(bytes) ? Buffer.from(bytes).toString('utf8') : invalidText(bytes, encoding));
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return (bytes) => {
    try {
      return decoder.decode(bytes);
    } catch {
      return invalidText(bytes, encoding);
    }
  };
}

function invalidText(bytes: Uint8Array, encoding: string): Refusal {
  const shown = Buffer.from(bytes.subarray(0, 32)).toString('hex').toUpperCase();
  return new Refusal(`the text is not valid ${encoding}: bytes ${shown}${bytes.length > 32 ? '…' : ''}`);
}
