import type { ColumnType } from '../../../../schema/definition.ts';
import { affinityOf, type Affinity } from '../../declared/affinity.ts';
import { typeWords } from '../../declared/type-words.ts';

const int: ColumnType = { kind: 'int' };
const bigint: ColumnType = { kind: 'bigint' };
const real: ColumnType = { kind: 'real' };
const text: ColumnType = { kind: 'text', length: null };
const blob: ColumnType = { kind: 'blob', length: null };

/** Whatever its declared type promises, what a column of an affinity may hold, as a source takes it. */
const byAffinity: Readonly<Record<Affinity, readonly ColumnType[]>> = {
  INTEGER: [int, bigint, real],
  TEXT: [text],
  REAL: [real],
  NUMERIC: [int, bigint, real, text, blob],
  BLOB: [int, bigint, real, text, blob],
};

/** What a column may be taken as, the likeliest first. `promised`: by its declaration; null: that tells nothing. */
export function alternatives(declaredType: string, promised: ColumnType | null): readonly ColumnType[] {
  const types = [...(promised === null ? [] : [promised, ...akin(promised)]), ...byAffinity[affinityOf(declaredType)]];
  const words = types.map(typeWords);
  return types.filter((_, index) => words.indexOf(words[index] ?? '') === index);
}

/** What a column that promises this often holds instead. */
function akin({ kind }: ColumnType): readonly ColumnType[] {
  if (kind === 'date' || kind === 'datetime') return [{ kind: 'datetime', precision: 6 }, { kind: 'date' }];
  return kind === 'time' ? [{ kind: 'time', precision: 6 }] : [];
}
