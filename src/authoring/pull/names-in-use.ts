import { finding } from '../../finding.ts';
import type { PulledNote } from '../../dialects/pulled.ts';
import { badNameReason, lowered, reservedReason } from '../../schema/check-names.ts';

/** The names of one namespace of a schema, as they are given out. */
export class NamesInUse {
  /** By the name as engines compare it, what has it. */
  readonly #holders = new Map<string, string>();

  /** Why `name` cannot be given to something; null: it can, and is. */
  take(name: string, what: string): string | null {
    const reason = badNameReason(name) ?? reservedReason(name);
    if (reason !== null) return `its name ${reason}`;
    const holder = this.#holders.get(lowered(name));
    if (holder !== undefined) return `${holder} has that name`;
    this.#holders.set(lowered(name), what);
    return null;
  }
}

/** Something that has a name and may get another one. */
export interface Renamable {
  /** `index of city`. */
  readonly what: string;
  readonly table: string | null;
  readonly name: string;
  /** The name that `schema()` would make for it. */
  readonly derived: string;
}

/** The name that a thing gets: its own, else the derived one, else that one with a number; and a note if it is not its own. */
export function nameFor(
  { what, table, name, derived }: Renamable,
  names: NamesInUse,
): { readonly name: string; readonly notes: readonly PulledNote[] } {
  const reason = names.take(name, `the ${what}`);
  if (reason === null) return { name, notes: [] };
  let taken = derived;
  for (let number = 2; names.take(taken, `the ${what}`) !== null; number += 1) taken = `${derived}_${number}`;
  return {
    name: taken,
    notes: [{ table, column: null, finding: finding('PULL_RENAMED', { what, name, taken, reason }) }],
  };
}
