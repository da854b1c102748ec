import { storedColumns, type ColumnDefinition, type Value } from '../schema/definition.ts';
import { decodeRecords, type Row } from './decode-records.ts';
import { JsonlParser } from './jsonl-parser.ts';
import { jsonValue } from './jsonl-value.ts';
import type { RowFormat } from './row-codec.ts';

/** JSON Lines: one object a line, keys in the order of the columns, no spaces, no header. */
export const jsonlFormat: RowFormat = (table) => {
  const columns = storedColumns(table);
  const members = columns.map(memberWriter);
  const parsed = columns.map(({ name, nullable, type }) => ({ name, nullable, ...jsonValue(type) }));
  const encode = (row: Row): string => {
    let record = '{';
    for (let index = 0; index < members.length; index += 1) {
      record += (index === 0 ? '' : ',') + members[index]?.(row[index]);
    }
    return `${record}}\n`;
  };
  return {
    header: '',
    encode,
    decode: (part) => decodeRecords(part, new JsonlParser(part.path, parsed, encode)),
  };
};

function memberWriter({ name, type }: ColumnDefinition): (value: Value | undefined) => string {
  const key = `${JSON.stringify(name)}:`;
  const { write } = jsonValue(type);
  return (value) => key + (value === null ? 'null' : write(value));
}
