import type { Dialect } from '../dialects/dialect.ts';
import type { Source } from '../dialects/source.ts';

/** How the database of a fixture is read that a test has. */
export interface OpenedFixture {
  readonly dialect: Dialect;
  /** As it is at this time: what the test did to it is there. */
  open(): Promise<Source>;
}

const opened = new WeakMap<object, OpenedFixture>();

export function rememberFixture<F extends object>(fixture: F, how: OpenedFixture): F {
  opened.set(fixture, how);
  return fixture;
}

/** undefined: it is no fixture. */
export function openedFixture(value: object): OpenedFixture | undefined {
  return opened.get(value);
}
