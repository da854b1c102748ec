import { randomBytes } from 'node:crypto';
import type { DatabaseLocation } from './location.ts';
import type { FileAccess } from './sqlite/copies.ts';
import type { ServerAccess } from './mysql/copies.ts';

export type { FileAccess, ServerAccess };

/** A copy of a database that nobody else has. */
export interface DatabaseCopy {
  readonly location: DatabaseLocation;
  /** How an application reaches it. */
  readonly access: FileAccess | ServerAccess;
  /** Removes it. Who has it open has closed it before. */
  remove(): Promise<void>;
}

/** What a copy is to be called, where it has a name of its own place only: `app` and 3 make `app_v3.db`. */
export interface CopyName {
  readonly app: string;
  readonly version: number;
}

/** Copies of databases for tests, each under a name of its own. */
export interface Copies {
  /**
   * Copies a complete database that nobody writes to.
   *
   * @param place The URL of the place of the copy. On a server: that of the template.
   * @throws {NtomError} `TARGET_UNWRITABLE`; on a server what connecting throws.
   */
  make(template: DatabaseLocation, place: string, name: CopyName): Promise<DatabaseCopy>;

  /** Says that a template is in use, so that `prune` leaves it. */
  touch(template: DatabaseLocation): Promise<void>;

  /**
   * Removes what is old at a place: templates that nobody used for a month, and copies of processes that ended a day ago. Only
   * what has a name as `templateName` or `make` gives it.
   */
  prune(place: string): Promise<void>;
}

/** A name that no other copy has: seconds since 1970, then a random number, both in hex. */
export function copyName(): string {
  const seconds = Math.floor(Date.now() / 1000);
  return `ntom_copy_${seconds.toString(16).padStart(8, '0')}${randomBytes(4).toString('hex')}`;
}

/** When a copy was made, by its name. In milliseconds since 1970. */
export function copiedAt(name: string): number {
  return Number.parseInt(name.slice('ntom_copy_'.length, -8), 16) * 1000;
}

/** The name of a template. `key`: 32 digits of hex. */
export function templateName(key: string): string {
  return `ntom_template_${key}`;
}

const dayMs = 24 * 60 * 60 * 1000;

/** How old what is called may get, from its last use; null: it is neither a template nor a copy. */
export function longestAgeMs(name: string): number | null {
  if (/^\.?ntom_template_[0-9a-f]{32}(?:\.|_|$)/.test(name)) return 30 * dayMs;
  return /^ntom_copy_[0-9a-f]{16}$/.test(name) ? dayMs : null;
}
