import type { Refusal } from '../dialects/dialect.ts';
import type { Cursor } from '../schema/compile.ts';
import type { ColumnDefinition, Value } from '../schema/definition.ts';
import { bareText, comma, lineFeed, quote, quotedText } from './csv-fields.ts';
import { hasHeader } from './csv-header.ts';
import { RecordEnds } from './record-ends.ts';
import { badRecord, type RecordParser } from './decode-records.ts';
import { editedValue, type EditedField } from './edited-value.ts';
import { shownText } from './shown-text.ts';

/** Parses the records of a CSV part that people may have edited. Values that are none are refusals, not errors. */
export class EditedCsvParser implements RecordParser<readonly (Value | Refusal)[]> {
  rows = 0;
  end = 0;
  headerRead = false;
  readonly #part: string;
  readonly #header: string;
  readonly #values: readonly ((field: EditedField) => Value | Refusal)[];
  readonly #ends = new RecordEnds();

  constructor(part: string, header: string, columns: readonly ColumnDefinition[]) {
    this.#part = part;
    this.#header = header;
    this.#values = columns.map(editedValue);
  }

  record(text: string, at: number): readonly (Value | Refusal)[] | undefined {
    this.end = at;
    if (!this.headerRead && !this.#readHeader(text)) return undefined;
    const cursor = { text, at: this.end };
    const fields = this.#fields(cursor);
    if (fields === undefined) return undefined;
    const due = this.#values.length;
    if (fields.length < due)
      throw this.#bad(`${fields.length} ${fields.length === 1 ? 'field' : 'fields'}, not ${due}`);
    this.end = cursor.at;
    this.rows += 1;
    return this.#values.map((valueOf, index) => valueOf(fields[index] ?? null));
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

  /** The fields of the record at the cursor; undefined: the text ends before it does. */
  #fields(cursor: Cursor): readonly EditedField[] | undefined {
    const { text } = cursor;
    const fields: EditedField[] = [];
    for (;;) {
      const isQuoted = text.charCodeAt(cursor.at) === quote;
      const field = isQuoted ? quotedText(cursor) : bareText(cursor);
      if (field === undefined || cursor.at === text.length) return undefined;
      const count = fields.push(!isQuoted && field === 'NULL' ? null : { text: field, isQuoted });
      // At once: a record of nothing but commas would fill the memory.
      if (count > this.#values.length) throw this.#bad(`more than ${this.#values.length} fields`);
      // Nobody could tell where the record ends.
      if (!isQuoted && field.includes('"')) throw this.#bad(`a quote in field ${count}, which is in no quotes`);
      const code = text.charCodeAt(cursor.at);
      cursor.at += 1;
      if (code === lineFeed) return this.#withoutReturn(cursor, fields);
      if (code === comma) continue;
      if (text.startsWith('\r\n', cursor.at - 1)) throw this.#endsInReturn();
      if (code === 0x0d && cursor.at === text.length) return undefined;
      throw this.#bad(`${shownText(text.charAt(cursor.at - 1))} after the closing quote of field ${fields.length}`);
    }
  }

  #withoutReturn({ text, at }: Cursor, fields: readonly EditedField[]): readonly EditedField[] {
    if (text.charCodeAt(at - 2) === 0x0d) throw this.#endsInReturn();
    return fields;
  }

  /** Whoever changed these line ends may have changed those in texts as well, and nobody can tell. */
  #endsInReturn(): Error {
    return this.#bad('its line ends in CR LF: save the file with LF, and look at texts of several lines');
  }

  #bad(reason: string): Error {
    return badRecord(this.#part, this.rows + 1, reason);
  }
}
