import type { ColumnDefinition, ColumnType } from '../../../schema/definition.ts';
import { characterSetOf } from '../ddl/character-set.ts';
import { textFor } from '../ddl/text-for.ts';
import { typeDdl } from '../ddl.ts';

/** How many bytes a value may take. */
export interface ColumnSize {
  /** In the row, as the server counts it: a value that has no length lies outside. */
  readonly rowBytes: number;
  /** In the page of the row, as InnoDB counts it: a value that may have more than 255 bytes may lie outside. */
  readonly pageBytes: number;
  /** In a key; null: it cannot be in one as a whole. */
  readonly keyBytes: number | null;
}

/** The pointer to a value outside of the row, and its length. */
const pointerBytes = { row: 12, page: 40 };

/** null: the schema declares the type itself. */
export function sizeOf(column: ColumnDefinition): ColumnSize | null {
  if (textFor(column.declared).length > 0) return null;
  const declared = typeDdl(column);
  if (/^LONG(?:TEXT|BLOB)\b/.test(declared))
    return { rowBytes: pointerBytes.row, pageBytes: pointerBytes.page, keyBytes: null };
  const [, binary, length] = /^VAR(CHAR|BINARY)\((\d+)\)/.exec(declared) ?? [];
  return length === undefined
    ? fixed(fixedBytes(column.type))
    : variable(Number(length) * (binary === 'BINARY' ? 1 : characterBytes(column)));
}

/** The most that a character takes in sets that take less than utf8mb4, which is 4. */
const smallerSets: readonly (readonly [RegExp, number])[] = [
  [/^(?:big5|cp932|euckr|gb2312|gbk|sjis|ucs2)$/, 2],
  [/^(?:eucjpms|ujis|utf8|utf8mb3)$/, 3],
  [/^(?:armscii8|ascii|cp\d+|dec8|geostd8|greek|hebrew|hp8|keybcs2|koi8[ru]|latin\d|macce|macroman|swe7|tis620)$/, 1],
];

function characterBytes({ collation }: ColumnDefinition): number {
  const [name] = textFor(collation);
  const set = name === undefined ? '' : characterSetOf(name);
  return smallerSets.find(([sets]) => sets.test(set))?.[1] ?? 4;
}

function variable(bytes: number): ColumnSize {
  const lengthBytes = bytes > 255 ? 2 : 1;
  return {
    rowBytes: bytes + lengthBytes,
    pageBytes: bytes > 255 ? pointerBytes.page : bytes + lengthBytes,
    keyBytes: bytes,
  };
}

function fixed(bytes: number): ColumnSize {
  return { rowBytes: bytes, pageBytes: bytes, keyBytes: bytes };
}

function fixedBytes(type: ColumnType): number {
  switch (type.kind) {
    case 'bool':
      return 1;
    case 'date':
      return 3;
    case 'time':
      return 3 + Math.ceil(type.precision / 2);
    case 'datetime':
      return 5 + Math.ceil(type.precision / 2);
    case 'uuid':
      return 36;
    case 'enum':
      return type.values.length > 255 ? 2 : 1;
    case 'decimal':
      return decimalBytes(type.precision - type.scale) + decimalBytes(type.scale);
    default:
      return 8;
  }
}

/** Nine digits in four bytes. */
function decimalBytes(digits: number): number {
  return Math.floor(digits / 9) * 4 + Math.ceil((digits % 9) / 2);
}
