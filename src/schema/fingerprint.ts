import { createHash } from 'node:crypto';
import type { SchemaDefinition } from './definition.ts';

/**
 * sha256 in hex of a schema's canonical form: JSON with the keys of every object in order. Refinements are code and not part
 * of it, nor is a collation that no column names. The order of tables and columns is.
 */
export function fingerprint(schema: Omit<SchemaDefinition, 'fingerprint'>): string {
  const { version, tables, views, triggers, statements } = schema;
  return createHash('sha256').update(canonical({ version, tables, views, triggers, statements })).digest('hex');
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
    .filter(([key, member]) => key !== 'refinement' && !(key === 'collation' && member === null))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
  return `{${members.join()}}`;
}
