import { failure } from '../errors.ts';
import { shownText } from './shown-text.ts';

/**
 * Whether the text of a part begins with its whole header; false: it is too short to tell.
 *
 * @throws {NtomError} `PART_BAD_HEADER`.
 */
export function hasHeader(part: string, header: string, text: string): boolean {
  const found = text.slice(0, header.length);
  if (!header.startsWith(found)) throw failure('PART_BAD_HEADER', { part, header: shownText(header) });
  return found.length === header.length;
}
