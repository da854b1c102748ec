import { entry } from './entry.ts';
import { exampleFingerprints } from './example-fingerprints.ts';
import { shortFingerprint } from './short-fingerprint.ts';

/** Of released schemas and the file that keeps their fingerprints. */
export const releaseErrors = {
  SCHEMA_RELEASED_CHANGED: entry<{ version: number; releasedAt: string; released: string; found: string }>({
    exit: 'failed',
    message: (d) =>
      `schema ${d.version} was released on ${d.releasedAt} and has changed since (fingerprint ${shortFingerprint(d.released)}, now ${shortFingerprint(d.found)}); take the change back and make schema ${d.version + 1} for it`,
    example: {
      version: 3,
      releasedAt: '2026-03-01',
      released: exampleFingerprints.before,
      found: exampleFingerprints.after,
    },
    cause: 'Databases and extracts of the released schema are in use. A changed schema of the same number fits none.',
    cure: 'Bring `schemas/vN.ts` back to what was released, and make the change in schema N+1.',
  }),
  LOCK_INVALID: entry<{ at: string; reason: string }>({
    exit: 'failed',
    message: (d) => `schemas/lock.json is damaged${d.at === '' ? '' : ` at ${d.at}`}: ${d.reason}`,
    example: { at: 'line 7', reason: 'a merge conflict is open' },
    cause: 'The file was changed by hand, merged wrongly, or written by a newer ntom.',
    cure: 'Correct it at the place that the message names, or take it from version control again.',
  }),
};
