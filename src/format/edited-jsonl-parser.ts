import type { Refusal } from '../dialects/dialect.ts';
import type { ColumnDefinition, Value } from '../schema/definition.ts';
import { badRecord, type RecordParser } from './decode-records.ts';
import { editedValue, type EditedField } from './edited-value.ts';
import { closingQuote } from './json-bounds.ts';
import { shownText } from './shown-text.ts';

const space = /[ \t\r]*/y;
const plainLiteral = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * Parses the lines of a JSON Lines part that people may have edited: members in any order, with spaces. It reads numbers as they
 * are written, and finds keys that are named twice. Values that are none are refusals, not errors.
 */
export class EditedJsonlParser implements RecordParser<readonly (Value | Refusal)[]> {
  rows = 0;
  end = 0;
  readonly headerRead = true;
  readonly #part: string;
  readonly #columns: readonly { readonly name: string; readonly valueOf: (field: EditedField) => Value | Refusal }[];
  readonly #names: ReadonlySet<string>;

  constructor(part: string, columns: readonly ColumnDefinition[]) {
    this.#part = part;
    this.#columns = columns.map((column) => ({ name: column.name, valueOf: editedValue(column) }));
    this.#names = new Set(columns.map(({ name }) => name));
  }

  record(text: string, at: number): readonly (Value | Refusal)[] | undefined {
    this.end = at;
    const lineFeed = text.indexOf('\n', at);
    if (lineFeed === -1) return undefined;
    const members = this.#members(text.slice(at, lineFeed));
    const values = this.#columns.map(({ name, valueOf }) => valueOf(this.#field(members, name)));
    this.end = lineFeed + 1;
    this.rows += 1;
    return values;
  }

  endsIn(text: string): boolean {
    return text.includes('\n');
  }

  #field(members: ReadonlyMap<string, EditedField>, name: string): EditedField {
    const field = members.get(name);
    if (field === undefined) throw this.#bad(`${name} is missing`);
    return field;
  }

  #members(line: string): ReadonlyMap<string, EditedField> {
    const members = new Map<string, EditedField>();
    const tokens = new Tokens(line);
    const noObject = (): Error => this.#bad(`no JSON object of plain values: ${shownText(line)}`);
    for (let before = '{'; members.size === 0 || !tokens.take('}'); before = ',') {
      const key = tokens.take(before) ? tokens.string() : undefined;
      const value = key !== undefined && tokens.take(':') ? (tokens.string() ?? tokens.plain()) : undefined;
      if (key === undefined || value === undefined) throw noObject();
      const name = this.#text(key);
      // At once: a line of nothing but members would fill the memory.
      if (!this.#names.has(name)) throw this.#bad(`there is no column ${shownText(name)}`);
      if (members.has(name)) throw this.#bad(`${shownText(name)} is named twice`);
      members.set(name, this.#plain(value));
    }
    if (!tokens.isAtEnd) throw noObject();
    return members;
  }

  #plain(literal: string): EditedField {
    if (literal.startsWith('"')) return { text: this.#text(literal), isQuoted: true };
    if (literal === 'null') return null;
    return { text: literal === 'true' ? '1' : literal === 'false' ? '0' : literal, isQuoted: false };
  }

  #text(literal: string): string {
    try {
      return JSON.parse(literal) as string;
    } catch {
      throw this.#bad(`no JSON string: ${shownText(literal)}`);
    }
  }

  #bad(reason: string): Error {
    return badRecord(this.#part, this.rows + 1, reason);
  }
}

/** Takes the tokens of a line one after the other, with the spaces behind each. */
class Tokens {
  readonly #line: string;
  #at = 0;

  constructor(line: string) {
    this.#line = line;
    this.#passSpace();
  }

  get isAtEnd(): boolean {
    return this.#at === this.#line.length;
  }

  take(mark: string): boolean {
    if (this.#line[this.#at] !== mark) return false;
    this.#pass(this.#at + 1);
    return true;
  }

  /** A string as it is written, in its quotes; undefined: there is none. */
  string(): string | undefined {
    if (this.#line[this.#at] !== '"') return undefined;
    const closing = closingQuote(this.#line, this.#at);
    return closing === -1 ? undefined : this.#pass(closing + 1);
  }

  /** A number or a word as it is written; undefined: there is none. */
  plain(): string | undefined {
    plainLiteral.lastIndex = this.#at;
    const found = plainLiteral.exec(this.#line)?.[0];
    return found === undefined ? undefined : this.#pass(this.#at + found.length);
  }

  #pass(end: number): string {
    const passed = this.#line.slice(this.#at, end);
    this.#at = end;
    this.#passSpace();
    return passed;
  }

  #passSpace(): void {
    space.lastIndex = this.#at;
    this.#at += space.exec(this.#line)?.[0].length ?? 0;
  }
}
