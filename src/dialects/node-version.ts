import { failure } from '../errors.ts';

const oldestMajor = 22;

/**
 * Before a driver is loaded: on an older Node the native driver ends the process without a word.
 *
 * @throws {NtomError} `NODE_TOO_OLD`.
 */
export function assertNodeVersion(): void {
  const found = process.versions.node;
  if (Number.parseInt(found, 10) < oldestMajor) throw failure('NODE_TOO_OLD', { found, oldest: oldestMajor });
}
