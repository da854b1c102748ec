import type { ReportFacts } from './facts.ts';

/** `schema 2 to schema 3`. */
export function stepWords({ step: { from, to } }: Pick<ReportFacts, 'step'>): string {
  return from === to ? `schema ${to}, copied` : `schema ${from} to schema ${to}`;
}
