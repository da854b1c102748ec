import { reservedNamePrefixes } from '../dialects/engines.ts';
import { failure } from '../errors.ts';
import type { SchemaStructure } from './definition.ts';
import { maxNameLength } from './derived-name.ts';
import { characterCount } from './value-checks.ts';

/** What a name is of: `table`, `column of city`. */
type Named = readonly [what: string, name: string];

/** Refuses names that an engine cannot keep, and two that it cannot tell apart. */
export function checkNames({ version, tables, indexes, views, triggers }: SchemaStructure): void {
  const where = `schema ${version}`;
  const relations: Named[] = [
    ...tables.map(({ name }): Named => ['table', name]),
    ...views.map(({ name }): Named => ['view', name]),
    ...tables.flatMap((table) => table.uniques.map(({ name }): Named => [`unique key of ${table.name}`, name])),
    ...tables.flatMap((table) => table.indexes.map(({ name }): Named => [`index of ${table.name}`, name])),
    ...indexes.map(({ name }): Named => ['index', name]),
  ];
  checkNamespace(where, relations, reservedReason);
  checkNamespace(
    where,
    triggers.map(({ name }): Named => ['trigger', name]),
    reservedReason,
  );
  for (const table of tables) {
    checkNamespace(
      `table ${table.name}`,
      table.columns.map(({ name }): Named => ['column', name]),
    );
  }
  checkNamespace(
    where,
    tables.flatMap((table) => table.checks.map(({ name }): Named => [`check of ${table.name}`, name])),
  );
  checkNamespace(
    where,
    tables.flatMap((table) => table.foreignKeys.map(({ name }): Named => [`foreign key of ${table.name}`, name])),
  );
}

/** In one namespace, names that differ in the case of ASCII letters only are the same. */
function checkNamespace(where: string, named: readonly Named[], furtherReason?: (name: string) => string | null): void {
  const seen = new Map<string, Named>();
  for (const [what, name] of named) {
    const reason = badNameReason(name) ?? furtherReason?.(name) ?? null;
    if (reason !== null) throw failure('SCHEMA_BAD_NAME', { where: `${where}, ${what}`, name, reason });
    const earlier = seen.get(lowered(name));
    if (earlier) throw failure('SCHEMA_DUPLICATE_NAME', { where, what, name, other: `${earlier[0]} "${earlier[1]}"` });
    seen.set(lowered(name), [what, name]);
  }
}

/** Why no engine, or not every one, keeps such a name, to be read after it; null: it does. */
export function badNameReason(name: unknown): string | null {
  if (typeof name !== 'string') return 'is not a text';
  if (name === '') return 'is empty';
  if (characterCount(name) > maxNameLength) return `has more than ${maxNameLength} characters`;
  if (name.includes('\0')) return 'has a NUL character';
  if (!name.isWellFormed()) return 'has a lone surrogate';
  return name === '__proto__' ? 'is reserved' : null;
}

/** Why a table, view, key, index or trigger may not have such a name; null: it may. */
export function reservedReason(name: string): string | null {
  const prefix = reservedNamePrefixes.find((reserved) => lowered(name).startsWith(reserved));
  if (prefix !== undefined) return `begins with ${prefix}, which an engine reserves`;
  return lowered(name).startsWith('ntom_') ? 'is reserved for ntom' : null;
}

/** Equal for names that some engine takes for the same. */
export function lowered(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
