import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A name beside `path` for what is to have that name when it is complete: `v3.partial-5f0c2a9e`. */
export function partialName(path: string): string {
  return `${path}.partial-${randomBytes(4).toString('hex')}`;
}

/** The name that what is called `name` now is to have when it is complete; `name`: it has it. */
export function finalName(name: string): string {
  return name.replace(/\.partial-[0-9a-f]{8}$/, '');
}

/** Whether `name` is one that `partialName` gives to what is to be called `final`. */
export function isPartialName(name: string, final: string): boolean {
  return name !== final && finalName(name) === final;
}

/** What runs that were ended while they wrote a file have left of it, in a folder that is there. */
export function partialsOf(path: string): readonly string[] {
  const folder = dirname(path);
  return readdirSync(folder)
    .filter((name) => isPartialName(name, basename(path)))
    .map((name) => join(folder, name));
}
