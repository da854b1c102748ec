import { canonical } from '../fingerprint.ts';
import type { Difference, DifferenceClass, DifferenceSubject } from './difference.ts';
import { matchLists } from './match-lists.ts';
import { nameList, nameWords } from './words.ts';

interface Named {
  readonly name: string;
}

/** What there is to know of a kind of named things to compare two lists of them. */
export interface NamedKind<T extends Named> {
  readonly what: DifferenceSubject;
  /** null: not of one table. */
  readonly table: string | null;
  readonly words: (item: T) => string;
  readonly added: (item: T) => DifferenceClass;
  readonly removed: (item: T) => DifferenceClass;
  readonly changed: (before: T, after: T) => DifferenceClass;
}

/**
 * Two lists of named things, as differences. What is the same but for its name is renamed, before names are looked at: the
 * names of checks are numbers, and another check in front shifts them.
 */
export function diffNamed<T extends Named>(
  before: readonly T[],
  after: readonly T[],
  kind: NamedKind<T>,
): readonly Difference[] {
  const { pairs, removed, added, isReordered } = matchLists(before, after, [canonical, contentOf, ({ name }) => name]);
  const { what, table } = kind;
  const one = (item: T) => ({ what, table, name: item.name });
  const differences: Difference[] = [
    ...pairs.flatMap(([old, item]) => changedPair(old, item, kind)),
    ...added.map((item): Difference => {
      return { ...one(item), change: 'added', class: kind.added(item), before: null, after: kind.words(item) };
    }),
    ...removed.map((item): Difference => {
      return { ...one(item), change: 'removed', class: kind.removed(item), before: kind.words(item), after: null };
    }),
  ];
  if (isReordered) differences.push(reordered(before, pairs, kind));
  return differences;
}

function contentOf({ name: _, ...content }: Named): string {
  return canonical(content);
}

function changedPair<T extends Named>(
  before: T,
  after: T,
  { what, table, words, changed }: NamedKind<T>,
): readonly Difference[] {
  const difference = { what, table, name: after.name };
  if (canonical(before) === canonical(after)) return [];
  if (contentOf(before) === contentOf(after)) {
    const names = { before: nameWords(before.name), after: nameWords(after.name) };
    return [{ ...difference, change: 'renamed', class: 'trivial', ...names }];
  }
  const both = { before: words(before), after: words(after) };
  return [{ ...difference, change: 'changed', class: changed(before, after), ...both }];
}

/** Of those that are in both, by their names in schema M. */
function reordered<T extends Named>(
  list: readonly T[],
  pairs: readonly (readonly [before: T, after: T])[],
  { what, table }: NamedKind<T>,
): Difference {
  const earlier = [...pairs].sort(([a], [b]) => list.indexOf(a) - list.indexOf(b));
  const before = nameList(earlier.map(([, { name }]) => name));
  const after = nameList(pairs.map(([, { name }]) => name));
  return { what, table, name: null, change: 'reordered', class: 'trivial', before, after };
}
