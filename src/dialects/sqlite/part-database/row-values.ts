import type { Value } from '../../../schema/definition.ts';
import type { CellKind, RowWriter } from './cell-buffer.ts';

/** Writes rows of values. */
export function valueWriter(kinds: readonly CellKind[]): RowWriter<readonly Value[]> {
  const isReal = kinds.map((kind) => kind === 'real');
  return {
    kinds,
    write: (row, column, out, longestBytes) => out.value(row[column] ?? null, isReal[column] === true, longestBytes),
  };
}
