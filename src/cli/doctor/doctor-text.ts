import type { Diagnosis } from '../../dialects/diagnosis.ts';
import { findingsCount, findingsText } from '../report/findings-text.ts';

/** What was found, for people: what is so, then what is wrong with it, and how to mend that. */
export function doctorText({ facts, findings }: Diagnosis): string {
  const width = Math.max(...facts.map(({ name }) => name.length));
  return [
    ...facts.map(({ name, value }) => `  ${name.padEnd(width)}   ${value}`),
    ...findings.flatMap((found) => [findingsText([found]), `  ${found.cure}`]),
    findings.length === 0 ? 'all is well' : findingsCount(findings),
  ].join('\n');
}
