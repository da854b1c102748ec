import type { Place } from '../place.ts';
import type { DatabaseHere } from './databases-here.ts';

export interface PruneRule {
  /** How many of the newest versions keep their databases, and all that is newer: 2 or more. */
  readonly keep: number;
  /** Whether the extracts of databases that stay may go too. */
  readonly loaded: boolean;
}

/** Something that the rule lets go. */
export interface Prunable {
  readonly kind: 'database' | 'extract';
  readonly version: number;
  /** `app_v1.db`, `extracts/v1`. */
  readonly what: string;
  /** null: it cannot be told. */
  readonly bytes: number | null;
  /** `loaded at 2026-07-01T09:30:00.000Z`. */
  readonly is: string;
  /** Removes it, under its lock. `command`: what runs, for others to read. */
  readonly remove: (command: string) => Promise<void>;
}

/** Something that stays, and why. */
export interface Kept {
  readonly what: string;
  readonly why: string;
}

export interface PrunePlan {
  readonly remove: readonly Prunable[];
  readonly keep: readonly Kept[];
}

/** What the removal of a thing of a version has to know. */
export interface Here {
  readonly place: Place;
  readonly rule: PruneRule;
  readonly databases: readonly DatabaseHere[];
  /** The oldest version that stays; undefined: there are too few, and everything stays. */
  readonly oldest: number | undefined;
}

/** Why something of a version stays that is new enough. */
export function keptText({ keep }: PruneRule, oldest: number | undefined): string {
  return oldest === undefined ? `there are no more than ${keep} versions` : `one of the newest ${keep} versions`;
}
