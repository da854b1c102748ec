import { Refusal } from '../dialects/dialect.ts';
import { failure } from '../errors.ts';
import type { Value } from '../schema/definition.ts';
import { badRecord, type RecordParser, type Row } from './decode-records.ts';
import { isBoundedJson } from './json-bounds.ts';
import type { JsonValue } from './jsonl-value.ts';
import { shownText } from './shown-text.ts';

export interface JsonlColumn extends JsonValue {
  readonly name: string;
  readonly nullable: boolean;
}

/** Characters of a line that is looked at before it is parsed. A shorter one takes little memory, whatever is in it. */
const longLine = 1 << 16;

/**
 * Parses the lines of one part. A line is right when encoding its row gives the same line: that covers the order of keys,
 * keys named twice, spaces, and how numbers are written.
 */
export class JsonlParser implements RecordParser {
  rows = 0;
  end = 0;
  readonly headerRead = true;
  readonly #part: string;
  readonly #columns: readonly JsonlColumn[];
  readonly #encode: (row: Row) => string;

  constructor(part: string, columns: readonly JsonlColumn[], encode: (row: Row) => string) {
    this.#part = part;
    this.#columns = columns;
    this.#encode = encode;
  }

  record(text: string, at: number): Row | undefined {
    this.end = at;
    const lineFeed = text.indexOf('\n', at);
    if (lineFeed === -1) return undefined;
    const line = text.slice(at, lineFeed + 1);
    const object = this.#parse(line);
    const row = this.#columns.map((column) => this.#value(object, column));
    this.#requireCanonical(line, this.#encode(row));
    this.end = lineFeed + 1;
    this.rows += 1;
    return row;
  }

  endsIn(text: string): boolean {
    return text.includes('\n');
  }

  #parse(line: string): object {
    const bounds = { depth: 1, marks: this.#columns.length };
    if (line.length > longLine && !isBoundedJson(line, bounds))
      throw this.#bad(`more than ${bounds.marks} plain values`);
    const parsed = parseJson(line);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
    throw this.#bad(line === '\n' ? 'an empty line' : `no JSON object: ${shownText(line.slice(0, -1))}`);
  }

  #value(object: object, { name, nullable, read }: JsonlColumn): Value {
    if (!Object.hasOwn(object, name)) throw this.#bad(`${name} is missing`);
    const parsed: unknown = Reflect.get(object, name);
    if (parsed === null && nullable) return null;
    if (parsed === null) throw this.#badValue(name, 'is NULL, but the column is not nullable');
    const value = read(parsed);
    if (value instanceof Refusal) throw this.#badValue(name, value.reason);
    return value;
  }

  #requireCanonical(line: string, canonical: string): void {
    if (line === canonical) return;
    let at = 0;
    while (line[at] === canonical[at]) at += 1;
    const [found, expected] = [shownText(line.slice(at)), shownText(canonical.slice(at))];
    throw this.#bad(`not as ntom writes it, from character ${at + 1}: ${found} should be ${expected}`);
  }

  #bad(reason: string): Error {
    return badRecord(this.#part, this.rows + 1, reason);
  }

  #badValue(column: string, reason: string): Error {
    return failure('PART_BAD_VALUE', { part: this.#part, row: this.rows + 1, column, reason });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
