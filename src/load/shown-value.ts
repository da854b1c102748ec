import type { Value } from '../schema/definition.ts';

const longest = 60;

/** A value in a message: texts in quotes, long ones cut. */
export function shownValue(value: Value): string {
  if (Object.is(value, -0)) return '-0.0';
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length > longest ? `${value.slice(0, longest)}…` : value);
}
