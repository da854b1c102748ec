import { badTypeReason } from '../../../schema/check-columns.ts';
import type { ColumnType } from '../../../schema/definition.ts';

/** A column type in the words of a comment: `decimal(10, 2)`, `datetime(6)`, `enumeration(["a","b"])`. */
export function typeWords(type: ColumnType): string {
  switch (type.kind) {
    case 'decimal':
      return `decimal(${type.precision}, ${type.scale})`;
    case 'enum':
      // The end of a comment has no place in one.
      return `enumeration(${JSON.stringify(type.values).replaceAll('*/', '*\\/')})`;
    case 'text':
    case 'blob':
      return type.length === null ? type.kind : `${type.kind}(${type.length})`;
    case 'time':
    case 'datetime':
      return type.precision === 0 ? type.kind : `${type.kind}(${type.precision})`;
    default:
      return type.kind;
  }
}

/** The column type that `typeWords` makes these words of; null: of none. */
export function typeOfWords(comment: string): ColumnType | null {
  const words = comment.trim();
  const type = parsedWords(words);
  return type !== null && badTypeReason(type) === null && typeWords(type) === words ? type : null;
}

const wordsPattern = /^([a-z]+)(?:\((.*)\))?$/s;

function parsedWords(words: string): ColumnType | null {
  const [, kind, inner = ''] = wordsPattern.exec(words) ?? [];
  const [first = 0, second = 0] = inner.split(', ').map(Number);
  switch (kind) {
    case 'int':
    case 'bigint':
    case 'real':
    case 'bool':
    case 'date':
    case 'json':
    case 'uuid':
      return { kind };
    case 'decimal':
      return { kind, precision: first, scale: second };
    case 'text':
    case 'blob':
      return { kind, length: inner === '' ? null : first };
    case 'time':
    case 'datetime':
      return { kind, precision: first };
    case 'enumeration':
      return enumerationOf(inner);
    default:
      return null;
  }
}

function enumerationOf(json: string): ColumnType | null {
  try {
    const values: unknown = JSON.parse(json);
    const areTexts = Array.isArray(values) && values.every((value): value is string => typeof value === 'string');
    return areTexts ? { kind: 'enum', values } : null;
  } catch {
    return null;
  }
}
