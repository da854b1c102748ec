import type { ErrorEntry } from './catalog.ts';

/** Of released schemas and the file that keeps their fingerprints. */
export const releaseErrors = {
  SCHEMA_RELEASED_CHANGED: {
    exit: 'failed',
    message: (d: { version: number; releasedAt: string; released: string; found: string }) =>
      `schema ${d.version} was released on ${d.releasedAt} and has changed since (fingerprint ${short(d.released)}, now ${short(d.found)}); take the change back and make schema ${d.version + 1} for it`,
    cause: 'Databases and extracts of the released schema are in use. A changed schema of the same number fits none.',
    cure: 'Bring `schemas/vN.ts` back to what was released, and make the change in schema N+1.',
  },
  LOCK_INVALID: {
    exit: 'failed',
    message: (d: { at: string; reason: string }) =>
      `schemas/lock.json is damaged${d.at === '' ? '' : ` at ${d.at}`}: ${d.reason}`,
    cause: 'The file was changed by hand, merged wrongly, or written by a newer ntom.',
    cure: 'Correct it at the place that the message names, or take it from version control again.',
  },
} satisfies Record<string, ErrorEntry>;

function short(fingerprint: string): string {
  return fingerprint.slice(0, 12);
}
