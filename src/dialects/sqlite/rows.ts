import { isUtf8 } from 'node:buffer';
import { Refusal } from '../dialect.ts';
import type { BoundQuery, RawRow } from '../source.ts';
import { asBytes } from './queries.ts';

interface ReadChunk {
  readonly chunk: BoundQuery;
  readonly columns: readonly string[];
  /** The database's, as `PRAGMA encoding` says it. */
  readonly encoding: string;
  readonly read: (query: BoundQuery) => Iterable<unknown[]>;
}

/**
 * The rows of a chunk, with a `Refusal` in place of text that is not valid. The driver puts U+FFFD for what it cannot read
 * and does not say so: from the first such character on, the rest of the chunk is read again as bytes. In UTF-16 it makes
 * another character of a lone surrogate and the letter after it, so there everything is read as bytes.
 */
export function* checkedText({ chunk, columns, encoding, read }: ReadChunk): Generator<RawRow> {
  let certain = 0;
  let inDoubt = encoding !== 'UTF-8';
  if (!inDoubt) {
    for (const row of read(chunk)) {
      inDoubt = row.some((value) => typeof value === 'string' && value.includes('\uFFFD'));
      if (inDoubt) break;
      yield row;
      certain += 1;
    }
  }
  if (!inDoubt) return;
  const decode = decoderOf(encoding);
  for (const row of read(asBytes(chunk, columns, certain))) {
    yield columns.map((_, index) =>
      row[2 * index + 1] === 'text' ? decode(row[2 * index] as Uint8Array) : row[2 * index],
    );
  }
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
