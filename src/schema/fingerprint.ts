import { createHash } from 'node:crypto';
import type { SchemaStructure } from './definition.ts';

/**
 * sha256 in hex of a schema's canonical form: JSON with the keys of every object in order. Refinements, which are code,
 * and marks of personal data are not part of it, nor is what only an engine may know and nobody says. The order of tables and columns is.
 */
export function fingerprint(schema: SchemaStructure): string {
  const { version, tables, indexes, views, triggers, statements } = schema;
  const form = { version, tables, views, triggers, statements, ...(indexes.length > 0 ? { indexes } : {}) };
  return createHash('sha256').update(canonical(form)).digest('hex');
}

/** Equal texts: equal parts of a schema, as the fingerprint sees them. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value instanceof Uint8Array) return canonical({ bytes: Buffer.from(value).toString('hex') });
  if (typeof value === 'bigint') return canonical({ bigint: String(value) });
  if (typeof value === 'number') return canonicalNumber(value);
  if (typeof value === 'object' && value !== null) return canonicalObject(value);
  return JSON.stringify(value);
}

/** JSON has no infinities and no -0. */
function canonicalNumber(value: number): string {
  if (Object.is(value, -0)) return canonical({ number: '-0' });
  return Number.isFinite(value) ? String(value) : canonical({ number: String(value) });
}

function canonicalObject(value: object): string {
  const members = Object.entries(value)
    .filter(([key, member]) => !uncounted.has(key) && !(unsaid.has(key) && isNothing(member)))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
  return `{${members.join()}}`;
}

/** Members of a column that no database and no extract depends on. */
const uncounted: ReadonlySet<string> = new Set(['refinement', 'privacy']);

/** Members that are left out where they say nothing. */
const unsaid: ReadonlySet<string> = new Set(['collation', 'declared', 'attributes', 'deferred']);

function isNothing(member: unknown): boolean {
  return member === null || member === false;
}
