import { expect } from 'vitest';
import type { Dialect } from '../../src/dialects/dialect.ts';
import type { DatabaseLocation } from '../../src/dialects/location.ts';
import { claimDatabase } from '../../src/dialects/one-database.ts';
import type { Source } from '../../src/dialects/source.ts';

/** A dialect that remembers what it opened and closed, and tries to open a second database each time. */
export interface WatchedDialect {
  readonly dialect: Dialect;
  /** `open v1`, `create v2`, `read v2 back`, `close …`, in their order. */
  readonly log: string[];
}

export function watched(dialect: Dialect): WatchedDialect {
  const log: string[] = [];
  const opened = <T extends AsyncDisposable>(what: string, name: string, database: T): T => {
    log.push(what);
    expectSecondRefused();
    const close = database[Symbol.asyncDispose].bind(database);
    return Object.assign(database, {
      async [Symbol.asyncDispose]() {
        log.push(`close ${name}`);
        await close();
      },
    });
  };
  return {
    log,
    dialect: {
      ...dialect,
      async openSource(location) {
        return opened(`open ${nameOf(location)}`, nameOf(location), await dialect.openSource(location));
      },
      async createTarget(location, schema, options) {
        const label = nameOf(location);
        const target = opened(`create ${label}`, label, await dialect.createTarget(location, schema, options));
        const readBack = target.readBack.bind(target);
        const readBackWatched = async (): Promise<Source> => {
          return opened(`read ${label} back`, `what was read of ${label}`, await readBack());
        };
        return Object.assign(target, { readBack: readBackWatched });
      },
    },
  };
}

/** The version alone: what is before and after it is the engine's. */
function nameOf({ label }: DatabaseLocation): string {
  return /_(v\d+)(?:\.db)?$/.exec(label)?.[1] ?? label;
}

/** Fails unless a database is open that keeps every other one from being opened. */
export function expectSecondRefused(): void {
  expect(() => claimDatabase('another database')[Symbol.dispose]()).toThrow(
    expect.objectContaining({ code: 'TWO_DATABASES' }),
  );
}

/** Fails if any database is open. */
export function expectNothingOpen(): void {
  expect(() => claimDatabase('another database')[Symbol.dispose]()).not.toThrow();
}
