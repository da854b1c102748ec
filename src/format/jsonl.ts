import { storedColumns, type ColumnType } from '../schema/definition.ts';
import { decodeRecords, decodeWhole, type Row } from './decode-records.ts';
import { EditedJsonlParser } from './edited-jsonl-parser.ts';
import { JsonlParser } from './jsonl-parser.ts';
import { jsonValue } from './jsonl-value.ts';
import type { RowFormat } from './row-codec.ts';

/** JSON Lines: one object a line, keys in the order of the columns, no spaces, no header. */
export const jsonlFormat: RowFormat = (table) => {
  const columns = storedColumns(table);
  const members = columns.map(({ name, type }, index) => ({
    before: `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`,
    write: memberWriter(type),
  }));
  const encode = (row: Row): string => {
    let line = '';
    for (const [index, { before, write }] of members.entries()) line += before + write(row[index]);
    return `${line}}\n`;
  };
  const parsed = columns.map(({ name, nullable, type }) => ({ name, nullable, ...jsonValue(type) }));
  return {
    header: '',
    write: (row, out) => out.text(encode(row)),
    decode: (part) => decodeRecords(part, new JsonlParser(part.path, parsed, encode)),
    decodeWhole: (part) => decodeWhole(part, new JsonlParser(part.path, parsed, encode)),
    decodeEdited: (part) => decodeRecords(part, new EditedJsonlParser(part.path, columns)),
  };
};

function memberWriter(type: ColumnType): (value: unknown) => string {
  const { write } = jsonValue(type);
  return (value) => (value === null ? 'null' : write(value));
}
