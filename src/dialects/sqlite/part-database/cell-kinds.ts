import { storedColumns, type TableDefinition } from '../../../schema/definition.ts';
import { declaredTypes } from '../values.ts';
import type { CellKind } from './cell-buffer.ts';

/** Of the stored columns. */
export function cellKinds(table: TableDefinition): readonly CellKind[] {
  return storedColumns(table).map(({ type: { kind } }) => {
    const declared = declaredTypes[kind];
    if (declared === 'REAL') return 'real';
    return declared === 'INTEGER' ? 'integer' : 'bytes';
  });
}
