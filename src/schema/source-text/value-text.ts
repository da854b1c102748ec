import type { Value } from '../definition.ts';
import { call, list, type Layout } from './layout.ts';
import { stringText } from './string-text.ts';

/** A value of a row as an expression of TypeScript. */
export function valueText(value: Value): Layout {
  if (typeof value === 'string') return stringText(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number') return numberText(value);
  return value instanceof Uint8Array ? call('new Uint8Array', [list([...value].map(String))]) : String(value);
}

/** As prettier writes it: 1e21, and not 1e+21. */
function numberText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value).replace('e+', 'e');
}
