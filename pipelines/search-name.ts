import anyAscii from 'any-ascii';

/**
 * A name of any script as people type it: lower-case letters a to z, digits, single blanks. `Sant Julià de Lòria` becomes
 * `sant julia de loria`, `Հայաստան` becomes `hayastan`. Letter by letter, so what it makes of Arabic or Chinese is rough.
 */
export function searchName(name: string): string {
  const letters = anyAscii(name).toLowerCase().replaceAll("'", '');
  return letters.replaceAll(/[^a-z0-9]+/g, ' ').trim();
}
