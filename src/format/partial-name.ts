import { randomBytes } from 'node:crypto';

/** A name beside `path` for what is to have that name when it is complete: `v3.partial-5f0c2a9e`. */
export function partialName(path: string): string {
  return `${path}.partial-${randomBytes(4).toString('hex')}`;
}

/** Whether `name` is one that `partialName` gives to what is to be called `final`. */
export function isPartialName(name: string, final: string): boolean {
  return name.startsWith(final) && /^\.partial-[0-9a-f]{8}$/.test(name.slice(final.length));
}
