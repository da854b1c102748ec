import type { ColumnDefinition, ColumnKind, ColumnType } from '../../schema/definition.ts';

/** Whether the compiler takes a value of one column for a value of the other. */
export function takesOver(before: ColumnDefinition, after: ColumnDefinition): boolean {
  if (before.nullable && !after.nullable) return false;
  const { type } = after;
  if (type.kind === 'enum')
    return before.type.kind === 'enum' && before.type.values.every((value) => type.values.includes(value));
  return valueType(before.type) === valueType(type);
}

const valueTypes: Partial<Record<ColumnKind, string>> = {
  int: 'number',
  real: 'number',
  bigint: 'bigint',
  bool: 'boolean',
  blob: 'Uint8Array',
};

/** In JavaScript. */
function valueType({ kind }: ColumnType): string {
  return valueTypes[kind] ?? 'string';
}
