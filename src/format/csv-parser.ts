import { Refusal } from '../dialects/dialect.ts';
import { failure } from '../errors.ts';
import { compileFields, type Cursor } from '../schema/compile.ts';
import type { Value } from '../schema/definition.ts';
import { bareText, comma, fieldReader, lineFeed, quote, quotedText, type CsvColumn } from './csv-fields.ts';
import { hasHeader } from './csv-header.ts';
import { RecordEnds } from './record-ends.ts';
import { badRecord, type RecordParser, type Row } from './decode-records.ts';
import { shownText } from './shown-text.ts';

/** Reads the record at the cursor; undefined: it may be wrong or unfinished. */
export type RecordReader = (cursor: Cursor) => Row | undefined;

export function recordReader(columns: readonly CsvColumn[]): RecordReader {
  return compileFields(
    columns.map((column, index) => ({
      read: fieldReader(column),
      separator: index === columns.length - 1 ? lineFeed : comma,
    })),
  );
}

/** Parses the records of one part in ntom's dialect of CSV and refuses everything that `encode` would not have written. */
export class CsvParser implements RecordParser {
  rows = 0;
  end = 0;
  headerRead = false;
  readonly #part: string;
  readonly #header: string;
  readonly #columns: readonly CsvColumn[];
  readonly #read: RecordReader;
  readonly #cursor: Cursor = { text: '', at: 0 };
  readonly #ends = new RecordEnds();

  constructor(part: string, header: string, columns: readonly CsvColumn[], read: RecordReader) {
    this.#part = part;
    this.#header = header;
    this.#columns = columns;
    this.#read = read;
  }

  record(text: string, at: number): Row | undefined {
    this.end = at;
    if (!this.headerRead && !this.#readHeader(text)) return undefined;
    if (this.end === text.length) return undefined;
    const row = this.#read(this.#cursorIn(text)) ?? this.#examined(this.#cursorIn(text));
    if (row === undefined) return undefined;
    this.end = this.#cursor.at;
    this.rows += 1;
    return row;
  }

  endsIn(text: string): boolean {
    return this.#ends.endsIn(text);
  }

  /** Whether the header is read. */
  #readHeader(text: string): boolean {
    this.headerRead = hasHeader(this.#part, this.#header, text);
    if (this.headerRead) this.end = this.#header.length;
    return this.headerRead;
  }

  #cursorIn(text: string): Cursor {
    this.#cursor.text = text;
    this.#cursor.at = this.end;
    return this.#cursor;
  }

  /** Finds out what is wrong with a record; undefined: the text ends before it does. */
  #examined(cursor: Cursor): Row | undefined {
    if (cursor.text.charCodeAt(cursor.at) === lineFeed) throw this.#bad('an empty line');
    const row: Value[] = [];
    for (const column of this.#columns) {
      const value = this.#field(cursor, column);
      if (value === undefined || !this.#passSeparator(cursor, column, row.push(value))) return undefined;
    }
    return row;
  }

  /** undefined: the text ends before the field does. */
  #field(cursor: Cursor, column: CsvColumn): Value | undefined {
    const isQuoted = cursor.text.charCodeAt(cursor.at) === quote;
    const field = isQuoted ? quotedText(cursor) : bareText(cursor);
    if (field === undefined) return undefined;
    if (!isQuoted && field === 'NULL') return this.#null(column);
    if (isQuoted !== column.quoted) {
      throw this.#bad(`${column.name} is ${isQuoted ? 'quoted' : 'not quoted'}: ${shownText(field)}`);
    }
    const value = column.read(field);
    if (value instanceof Refusal) throw this.#badValue(column, value.reason);
    return value;
  }

  /** Goes behind the comma or line feed after the `count`th field; false: the text ends before it. */
  #passSeparator(cursor: Cursor, column: CsvColumn, count: number): boolean {
    const { text, at } = cursor;
    if (at === text.length) return false;
    const fields = this.#columns.length;
    const code = text.charCodeAt(at);
    cursor.at += 1;
    if (code === (count < fields ? comma : lineFeed)) return true;
    if (code === lineFeed) throw this.#bad(`${count} fields, not ${fields}`);
    if (code === comma) throw this.#bad(`more than ${fields} fields`);
    throw this.#bad(`${shownText(text.charAt(at))} after the closing quote of ${column.name}`);
  }

  #null(column: CsvColumn): null {
    if (column.nullable) return null;
    throw this.#badValue(column, 'is NULL, but the column is not nullable');
  }

  #bad(reason: string): Error {
    return badRecord(this.#part, this.rows + 1, reason);
  }

  #badValue(column: CsvColumn, reason: string): Error {
    return failure('PART_BAD_VALUE', { part: this.#part, row: this.rows + 1, column: column.name, reason });
  }
}
