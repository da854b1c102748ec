import type { ColumnType } from '../../../../schema/definition.ts';
import { textOf } from '../../../raw-values.ts';
import { accepts } from './accepts.ts';
import { Sightings } from './sightings.ts';

/** A type that a column may be taken as, and the values seen that are not of it. */
export interface Alternative {
  readonly type: ColumnType;
  readonly accepts: (raw: unknown) => boolean;
  readonly misfits: Sightings;
}

/** What is seen of a column's values, one after the other. */
export class ColumnLook {
  readonly alternatives: readonly Alternative[];
  /** Those that are not NULL. */
  values = 0;
  nulls = 0;
  /** Whether an integer is beyond 2^53. */
  isBeyondSafe = false;
  /** How many doubles there are. */
  readonly reals = new Sightings();
  /** Texts with a clock time in them, by the digits of the fraction. */
  readonly fractions = new Map<number, Sightings>();

  constructor(types: readonly ColumnType[]) {
    this.alternatives = types.map((type) => ({ type, accepts: accepts(type), misfits: new Sightings() }));
  }

  see(raw: unknown): void {
    if (raw === null) {
      this.nulls += 1;
      return;
    }
    this.values += 1;
    if (typeof raw === 'number') this.reals.add(raw);
    if (typeof raw === 'bigint') this.isBeyondSafe ||= !Number.isSafeInteger(Number(raw));
    let isTime = false;
    for (const alternative of this.alternatives) {
      if (!alternative.accepts(raw)) alternative.misfits.add(raw);
      else isTime ||= isTimed(alternative.type);
    }
    if (isTime) this.#countDigits(textOf(raw));
  }

  #countDigits(text: string): void {
    const point = text.indexOf('.');
    const digits = point < 0 ? 0 : text.length - point - 1;
    const seen = this.fractions.get(digits) ?? new Sightings();
    seen.add(text);
    this.fractions.set(digits, seen);
  }
}

export function isTimed(type: ColumnType): type is ColumnType & { readonly kind: 'time' | 'datetime' } {
  return type.kind === 'time' || type.kind === 'datetime';
}
