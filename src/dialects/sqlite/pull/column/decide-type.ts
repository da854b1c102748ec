import type { ColumnType } from '../../../../schema/definition.ts';
import { finding, type Finding } from '../../../../finding.ts';
import { isExactNumber } from '../../declared/declared-type.ts';
import { typeWords } from '../../declared/type-words.ts';
import { isTimed, type Alternative, type ColumnLook } from './column-look.ts';

export interface LookedAt {
  /** `table.column` */
  readonly where: string;
  /** Empty: without a type. */
  readonly declaredType: string;
  /** By its declaration; null: that tells nothing. */
  readonly promised: ColumnType | null;
  /** Whether it says nothing of the digits of a fraction. */
  readonly isOpen: boolean;
  readonly look: ColumnLook;
}

export interface Decided {
  readonly type: ColumnType;
  readonly findings: readonly Finding[];
}

/** What a column holds: what its declaration promises unless its values fit another type better. */
export function decideType(looked: LookedAt): Decided {
  const { promised, look } = looked;
  const best = look.alternatives.reduce((one, other) => (other.misfits.count < one.misfits.count ? other : one));
  if (look.values === 0) return { type: promised ?? untoldType, findings: [] };
  const type = withPrecision(looked, best.type);
  return {
    type,
    findings: [
      ...misfitFindings(looked, best, type),
      ...fractionFindings(looked, type),
      ...moneyFindings(looked, type),
    ],
  };
}

/** Of a column whose declaration tells nothing, without values. */
export const untoldType: ColumnType = { kind: 'text', length: null };

export function untoldFinding(where: string, declaredType: string, type: ColumnType): Finding {
  return differs({ where, declaredType }, 'no value', called(type));
}

/** Where the declaration says no number of digits, a fraction has as many as its values have. */
function withPrecision({ promised, isOpen, look }: LookedAt, type: ColumnType): ColumnType {
  const isSaid = promised?.kind === type.kind && !isOpen;
  if (!isTimed(type) || isSaid || look.fractions.size === 0) return type;
  return { ...type, precision: Math.min(6, Math.max(...look.fractions.keys())) };
}

/** What the promised type would refuse; and what the type that is taken refuses all the same. */
function misfitFindings(looked: LookedAt, best: Alternative, type: ColumnType): readonly Finding[] {
  const [first] = looked.look.alternatives;
  const rejected =
    best.misfits.count === 0 ? '' : `, which rejects ${best.misfits.count} of its ${looked.look.values} values`;
  const isPromised = looked.promised !== null;
  if (first === undefined || (isPromised ? first : best).misfits.count === 0) return [];
  return [differs(looked, (isPromised ? first : best).misfits.text(), called(type) + rejected)];
}

/** A fraction is written with all its digits in an extract. */
function fractionFindings(looked: LookedAt, type: ColumnType): readonly Finding[] {
  if (!isTimed(type)) return [];
  const others = [...looked.look.fractions].filter(([digits]) => digits !== type.precision);
  return others
    .sort(([one], [other]) => one - other)
    .map(([digits, seen]) =>
      differs(
        looked,
        `${seen.text()} with ${digits === 1 ? '1 digit' : `${digits} digits`} of a fraction`,
        `${called(type)}, which writes ${type.precision}`,
      ),
    );
}

function moneyFindings(looked: LookedAt, type: ColumnType): readonly Finding[] {
  const isMoney = type.kind === 'real' && isExactNumber(looked.declaredType) && looked.promised?.kind === 'real';
  return isMoney && looked.look.reals.count > 0
    ? [differs(looked, looked.look.reals.text(), `${called(type)}, which is not exact`)]
    : [];
}

function differs(
  { where, declaredType }: Pick<LookedAt, 'where' | 'declaredType'>,
  seen: string,
  taken: string,
): Finding {
  return finding('PULL_DATA_DIFFERS', {
    where,
    declared: declaredType === '' ? 'without a type' : declaredType,
    seen,
    taken,
  });
}

/** As a schema file calls it. */
function called(type: ColumnType): string {
  const words = typeWords(type);
  return words.endsWith(')') ? words : `${words}()`;
}
