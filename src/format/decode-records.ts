import { failure } from '../errors.ts';
import type { Value } from '../schema/definition.ts';
import { longestRecordBytes } from '../schema/longest-record.ts';
import { Utf8Text } from './utf8-text.ts';

export type Row = readonly Value[];

/** What the parsers of CSV and JSON Lines have in common: text in, one record after the other out. */
export interface RecordParser<T = Row> {
  /** Whether the header, if the format has one, has been read. */
  readonly headerRead: boolean;
  /** The data rows read so far. */
  readonly rows: number;
  /** Where the record after the last one read begins. */
  readonly end: number;

  /**
   * The row of the record that begins at `at`; undefined: it is not whole yet.
   *
   * @throws {NtomError} when it is wrong already.
   */
  record(text: string, at: number): T | undefined;

  /** Told the text of an unfinished record piece by piece: whether the record ends in this one. */
  endsIn(text: string): boolean;
}

/** Rows a batch has at most. */
const batchRows = 1000;
/** Characters after which a batch is given out although it has fewer rows. */
const batchLength = 1 << 20;

/**
 * The rows of a part in batches, whatever the boundaries of its chunks. Errors are the same for any boundaries.
 *
 * @throws {NtomError} `PART_BAD_VALUE`, `PART_BAD_RECORD`, `PART_BAD_HEADER`, `PART_CUT`.
 */
export async function* decodeRecords<T = Row>(
  part: { readonly path: string; readonly bytes: AsyncIterable<Uint8Array> },
  parser: RecordParser<T>,
): AsyncGenerator<readonly T[]> {
  const utf8 = new Utf8Text();
  const unfinished = new UnfinishedRecord(part.path, parser);
  let batch: T[] = [];
  let length = 0;
  for await (const bytes of part.bytes) {
    const text = unfinished.with(utf8.push(bytes));
    for (let from = 0; fill(batch, parser, text, from); from = parser.end) {
      yield batch;
      batch = [];
    }
    unfinished.keep(text.slice(parser.end));
    if (utf8.broken) throw notUtf8(part.path, parser, unfinished.take());
    length += bytes.length;
    if (length < batchLength || batch.length === 0) continue;
    yield batch;
    [batch, length] = [[], 0];
  }
  requireEnd(part.path, parser, unfinished.take(), utf8.unfinished);
  if (batch.length > 0) yield batch;
}

/**
 * The rows of a part of which all bytes are there.
 *
 * @throws {NtomError} what `decodeRecords` throws.
 */
export function decodeWhole<T = Row>(
  { path, bytes }: { readonly path: string; readonly bytes: Uint8Array },
  parser: RecordParser<T>,
): readonly T[] {
  const utf8 = new Utf8Text();
  const text = utf8.push(bytes);
  const rows: T[] = [];
  for (let row = parser.record(text, 0); row !== undefined; row = parser.record(text, parser.end)) rows.push(row);
  const rest = text.slice(parser.end);
  if (utf8.broken) throw notUtf8(path, parser, rest);
  requireEnd(path, parser, rest, utf8.unfinished);
  return rows;
}

/** Adds the rows of the whole records in `text` to a batch; true: the batch is full, there may be more. */
function fill<T>(batch: T[], parser: RecordParser<T>, text: string, from: number): boolean {
  let row = parser.record(text, from);
  for (; row !== undefined; row = parser.record(text, parser.end)) {
    batch.push(row);
    if (batch.length === batchRows) return true;
  }
  return false;
}

export function badRecord(part: string, row: number, reason: string): Error {
  return failure('PART_BAD_RECORD', { part, row, reason });
}

/** What is wrong with the record before the broken character is said first. */
function notUtf8(part: string, parser: RecordParser<unknown>, rest: string): Error {
  parser.record(rest, 0);
  return badRecord(part, parser.rows + 1, 'not valid UTF-8');
}

/** A wrong record may be unfinished as well: what is wrong with it is said first. */
function requireEnd(part: string, parser: RecordParser<unknown>, rest: string, unfinishedCharacter: boolean): void {
  if (parser.headerRead && rest === '' && !unfinishedCharacter) return;
  parser.record(rest, 0);
  throw failure('PART_CUT', { part, row: parser.headerRead ? parser.rows + 1 : 0 });
}

/** The text of a record of which the end has not been read. It is joined once, so that a long record costs no more. */
class UnfinishedRecord {
  readonly #part: string;
  readonly #parser: RecordParser<unknown>;
  #pieces: string[] = [];
  #length = 0;

  constructor(part: string, parser: RecordParser<unknown>) {
    this.#part = part;
    this.#parser = parser;
  }

  /** The unfinished record and the text that follows it; empty as long as the record does not end. */
  with(text: string): string {
    if (this.#pieces.length === 0) return text;
    this.#add(text);
    return this.#parser.endsIn(text) ? this.take() : '';
  }

  keep(rest: string): void {
    if (rest === '') return;
    this.#add(rest);
    this.#parser.endsIn(rest);
  }

  take(): string {
    const text = this.#pieces.join('');
    [this.#pieces, this.#length] = [[], 0];
    return text;
  }

  /** All that is there already is of one record; the text may end it. No character has less than a byte. */
  #add(text: string): void {
    if (this.#length > longestRecordBytes) {
      throw badRecord(this.#part, this.#parser.rows + 1, `longer than ${longestRecordBytes} bytes`);
    }
    this.#pieces.push(text);
    this.#length += text.length;
  }
}
