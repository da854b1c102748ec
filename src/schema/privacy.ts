import type { Value } from './definition.ts';

/** The kinds of personal data that ntom masks by itself, in texts. */
export const maskKinds = ['name', 'email', 'phone', 'address', 'text', 'ip', 'card'] as const;

export type MaskKind = (typeof maskKinds)[number];

/**
 * Where a mask of one's own takes its chance from. It follows from the key, the value and the number of the attempt: the same
 * calls in the same order give the same answers.
 */
export interface MaskRandom {
  /** An integer from `least` to `most`, both included; they are at most 2^48 - 1 apart. */
  integer(least: number, most: number): number;
  /** One of a list that is not empty. */
  choice<T>(list: readonly T[]): T;
  /** A text of the same form: letters for letters, digits for digits, everything else as it is. */
  text(like: string): string;
}

/**
 * A mask of one's own: another value for a value that is neither NULL nor an empty text. It is called again, with other
 * chance, while its answer is one that the column does not take, or one that must not be.
 */
export type MaskFunction<V extends Value = Value> = (value: V, random: MaskRandom) => V;

export type Mask = MaskKind | MaskFunction;

/** `pii`: personal data, and what masks it. `'public'`: it looks personal and is not. */
export type Privacy = { readonly pii: Mask } | 'public';

/** How messages name a mask. */
export function maskName(mask: Mask): string {
  return typeof mask === 'function' ? 'pii(function)' : `pii('${mask}')`;
}
