import type { Value } from '../../../schema/definition.ts';
import type { CellKind, RowWriter } from './cell-buffer.ts';

/** Writes rows of values. */
export function valueWriter(kinds: readonly CellKind[]): RowWriter<readonly Value[]> {
  const isReal = kinds.map((kind) => kind === 'real');
  return {
    kinds,
    write: (row, out, types, longestBytes) => {
      for (let index = 0; index < kinds.length; index += 1) {
        types[index] = out.value(row[index] ?? null, isReal[index] === true, longestBytes);
      }
      return true;
    },
  };
}
