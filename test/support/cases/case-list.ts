import { readdirSync } from 'node:fs';
import type { SchemaDefinition } from '../../../src/schema/definition.ts';

const casesRoot = new URL('../../cases/', import.meta.url);
const changes = 'changes';

/** Where a case is. */
export interface CasePlace {
  /** The folder, from `test/cases/`. */
  readonly name: string;
  readonly url: URL;
  /** Whether it shows one change of a schema, and leaves the ways to write an extract to the other cases. */
  readonly isChange: boolean;
}

/** The cases in `test/cases/` and in `changes/` there. */
export function casePlaces(): readonly CasePlace[] {
  const general = foldersIn(casesRoot).filter((name) => name !== changes);
  const inChanges = foldersIn(new URL(`${changes}/`, casesRoot));
  return [...general, ...inChanges.map((name) => `${changes}/${name}`)].map(casePlace);
}

/** `name`: the folder, from `test/cases/`. */
export function casePlace(name: string): CasePlace {
  return { name, url: new URL(`${name}/`, casesRoot), isChange: name.startsWith(`${changes}/`) };
}

function foldersIn(url: URL): readonly string[] {
  const entries = readdirSync(url, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** The versions that a case leads from and to, as its pipeline is named, or as its schemas are. The same twice: the identity. */
export function versionsOf({ name, url }: CasePlace): readonly [from: number, to: number] {
  const files = readdirSync(url);
  const [from, to] = numbersIn(files, /^(\d+)to(\d+)\.ts$/);
  if (from !== undefined && to !== undefined) return [from, to];
  const versions = numbersIn(files, /^v(\d+)\.ts$/);
  if (versions.length === 0) throw new Error(`the case ${name} has no schema`);
  return [Math.min(...versions), Math.max(...versions)];
}

function numbersIn(files: readonly string[], pattern: RegExp): readonly number[] {
  return files.flatMap((file) => (pattern.exec(file) ?? []).slice(1)).map(Number);
}

/** Both schemas of a case. */
export async function schemasOf(place: CasePlace): Promise<readonly [from: SchemaDefinition, to: SchemaDefinition]> {
  const [from, to] = versionsOf(place);
  return [await defaultOf(place, `v${from}.ts`), await defaultOf(place, `v${to}.ts`)];
}

/** The default export of a file of a case. */
export async function defaultOf<T>({ url }: CasePlace, file: string): Promise<T> {
  const module = (await import(new URL(file, url).href)) as { default: T };
  return module.default;
}
