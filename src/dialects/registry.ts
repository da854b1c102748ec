import { failure } from '../errors.ts';
import type { Adoption } from './adoption.ts';
import type { Dialect } from './dialect.ts';
import type { EngineRules } from './engine-rules.ts';
import type { MemoryDatabases } from './memory.ts';
import { shownPlace } from './shown-place.ts';

/** By URL scheme. Imported when used: a driver that is not needed is not loaded. */
const dialects: ReadonlyMap<string, () => Promise<Dialect>> = new Map([
  ['sqlite', async () => (await import('./sqlite/dialect.ts')).sqlite],
  ['mysql', async () => (await import('./mysql/dialect.ts')).mysql],
]);

/**
 * The dialect of a place, by its URL: `sqlite:./data`.
 *
 * @throws {NtomError} `PLACE_UNKNOWN_ENGINE`.
 */
export async function dialectOf(place: string): Promise<Dialect> {
  const scheme = /^[a-z]+(?=:)/.exec(place)?.[0] ?? '';
  const load = dialects.get(scheme);
  if (load === undefined)
    throw failure('PLACE_UNKNOWN_ENGINE', { place: shownPlace(place), known: [...dialects.keys()] });
  return load();
}

/** The dialect of databases that are files, or in memory. */
export async function localDialect(): Promise<Dialect & { readonly memory: MemoryDatabases }> {
  const { sqlite } = await import('./sqlite/dialect.ts');
  return sqlite;
}

/** Of every engine, in the order of `engineNames`. No driver is loaded for them. */
export async function allEngineRules(): Promise<readonly EngineRules[]> {
  return [(await import('./sqlite/rules.ts')).rules, (await import('./mysql/rules.ts')).rules];
}

/** Likewise. */
export async function allAdoptions(): Promise<readonly [Adoption, ...Adoption[]]> {
  return [(await import('./sqlite/adoption.ts')).adoption, (await import('./mysql/adoption.ts')).adoption];
}
