import { createHash } from 'node:crypto';

/** The most characters a name may have. */
export const maxNameLength = 64;

/** The name of a key or condition that was given none: its parts joined, the end replaced by a hash if that is too long. */
export function derivedName(...parts: readonly (string | number)[]): string {
  const whole = parts.join('_');
  const characters = Array.from(whole);
  if (characters.length <= maxNameLength) return whole;
  const hash = createHash('sha256').update(whole).digest('hex').slice(0, 8);
  return `${characters.slice(0, maxNameLength - 9).join('')}_${hash}`;
}
