import type { ColumnType } from '../schema/definition.ts';

/** A column type with its article, for messages: `a decimal(8,5)`. */
export function typeName(type: ColumnType): string {
  switch (type.kind) {
    case 'decimal':
      return `a decimal(${type.precision},${type.scale})`;
    case 'time':
    case 'datetime':
      return `a ${type.kind}(${type.precision})`;
    case 'int':
      return 'an int';
    case 'enum':
      return 'a value of its enum';
    case 'text':
    case 'json':
      return 'well-formed Unicode text';
    case 'blob':
      return 'bytes in upper-case hex';
    default:
      return `a ${type.kind}`;
  }
}
