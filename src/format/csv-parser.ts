import { Refusal } from '../dialects/dialect.ts';
import { failure } from '../errors.ts';
import type { Value } from '../schema/definition.ts';
import { badRecord, type RecordParser, type Row } from './decode-records.ts';
import { shownText } from './shown-text.ts';
import type { PresentValue } from './value-text.ts';

export interface CsvColumn {
  readonly name: string;
  /** Whether values are in quotes. NULL never is. */
  readonly quoted: boolean;
  readonly nullable: boolean;
  readonly read: (text: string) => PresentValue | Refusal;
}

const quote = 0x22;
const comma = 0x2c;
const lineFeed = 0x0a;

/** Parses the records of one part in ntom's dialect of CSV and refuses everything that `encode` would not have written. */
export class CsvParser implements RecordParser {
  rows = 0;
  end = 0;
  headerRead = false;
  readonly #part: string;
  readonly #header: string;
  readonly #columns: readonly CsvColumn[];
  /** Where the field after the last one read begins, without its comma. */
  #at = 0;
  #insideQuotes = false;

  constructor(part: string, header: string, columns: readonly CsvColumn[]) {
    this.#part = part;
    this.#header = header;
    this.#columns = columns;
  }

  record(text: string, at: number): Row | undefined {
    this.end = at;
    if (!this.headerRead && !this.#readHeader(text)) return undefined;
    if (this.end === text.length) return undefined;
    if (text.charCodeAt(this.end) === lineFeed) throw this.#bad('an empty line');
    this.#at = this.end;
    const row: Value[] = [];
    for (const column of this.#columns) {
      const value = this.#field(text, column);
      if (value === undefined || !this.#passSeparator(text, column, row.push(value))) return undefined;
    }
    this.end = this.#at;
    this.rows += 1;
    return row;
  }

  /**
   * A line feed ends a record where the quotes before it are even in number, doubled ones being two. So the next record
   * begins outside quotes.
   */
  endsIn(text: string): boolean {
    for (let from = 0; ; this.#insideQuotes = !this.#insideQuotes) {
      const next = text.indexOf('"', from);
      const outside = this.#insideQuotes ? '' : text.slice(from, next === -1 ? text.length : next);
      if (outside.includes('\n')) return true;
      if (next === -1) return false;
      from = next + 1;
    }
  }

  /** Whether the text is long enough to hold the header. */
  #readHeader(text: string): boolean {
    const header = this.#header;
    const found = text.slice(0, header.length);
    if (!header.startsWith(found)) {
      throw failure('PART_BAD_HEADER', { part: this.#part, header: shownText(header) });
    }
    this.headerRead = found.length === header.length;
    if (this.headerRead) this.end = header.length;
    return this.headerRead;
  }

  /** undefined: the text ends before the field does. */
  #field(text: string, column: CsvColumn): Value | undefined {
    const isQuoted = text.charCodeAt(this.#at) === quote;
    const field = isQuoted ? this.#quotedField(text) : this.#bareField(text);
    if (field === undefined) return undefined;
    if (!isQuoted && field === 'NULL') return this.#null(column);
    if (isQuoted !== column.quoted) {
      throw this.#bad(`${column.name} is ${isQuoted ? 'quoted' : 'not quoted'}: ${shownText(field)}`);
    }
    const value = column.read(field);
    if (value instanceof Refusal) throw this.#badValue(column, value.reason);
    return value;
  }

  #quotedField(text: string): string | undefined {
    const start = this.#at + 1;
    let hasDoubled = false;
    for (let from = start; ; hasDoubled = true) {
      const closing = text.indexOf('"', from);
      if (closing === -1 || closing + 1 === text.length) return undefined;
      if (text.charCodeAt(closing + 1) === quote) {
        from = closing + 2;
        continue;
      }
      this.#at = closing + 1;
      const field = text.slice(start, closing);
      return hasDoubled ? field.replaceAll('""', '"') : field;
    }
  }

  #bareField(text: string): string | undefined {
    const start = this.#at;
    for (let at = start; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code !== comma && code !== lineFeed) continue;
      this.#at = at;
      return text.slice(start, at);
    }
    return undefined;
  }

  /** Goes behind the comma or line feed after the `count`th field; false: the text ends before it. */
  #passSeparator(text: string, column: CsvColumn, count: number): boolean {
    if (this.#at === text.length) return false;
    const fields = this.#columns.length;
    const code = text.charCodeAt(this.#at);
    this.#at += 1;
    if (code === (count < fields ? comma : lineFeed)) return true;
    if (code === lineFeed) throw this.#bad(`${count} fields, not ${fields}`);
    if (code === comma) throw this.#bad(`more than ${fields} fields`);
    throw this.#bad(`${shownText(text.slice(this.#at - 1, this.#at))} after the closing quote of ${column.name}`);
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
