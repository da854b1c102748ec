import { nearestName } from '../../schema/nearest-name.ts';

/** Whether two names look like names of the same thing: few letters differ, or one has the other in it. */
export function areSimilar(a: string, b: string): boolean {
  const [short = '', long = ''] = [a.toLowerCase(), b.toLowerCase()].sort((one, other) => one.length - other.length);
  // Of two letters, two changes make any other two.
  if (short.length < 3) return false;
  return long.includes(short) || nearestName(short, [long]) !== undefined;
}
