import { failure, NtomError } from '../errors.ts';

/** What a `todo` threw, which does not know where it stands, with the place; null: something else was thrown. */
export function todoAt(where: string | null, thrown: unknown): NtomError | null {
  if (!(thrown instanceof NtomError) || thrown.code !== 'PIPELINE_TODO') return null;
  return failure('PIPELINE_TODO', { where, note: String(thrown.details['note']) }, thrown.cause);
}
