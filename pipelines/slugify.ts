import { searchName } from './search-name.ts';

/** A name as part of an address: `sant-julia-de-loria`. Names with equal search names have equal slugs, and only those. */
export function slugify(name: string): string {
  return searchName(name).replaceAll(' ', '-');
}
