import { stringText } from './string-text.ts';

/** A name as the key of an object in TypeScript: as it is, or in quotes where it is no identifier. */
export function keyText(name: string): string {
  // As a plain key it would set the prototype.
  if (name === '__proto__') return `['__proto__']`;
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : stringText(name);
}
