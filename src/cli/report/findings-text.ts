import type { Finding } from '../../finding.ts';
import { counted } from './numbers.ts';

/** Findings for people: a line for each, in their order. */
export function findingsText(findings: readonly Finding[]): string {
  return findings.map(findingText).join('\n');
}

function findingText({ code, severity, message, file, line }: Finding): string {
  const place = file === null ? '' : `${file}${line === null ? '' : `:${line}`}: `;
  return `${place}${severity}: ${message}   [${code}]`;
}

/** `2 errors, 1 warning`; `no findings`. */
export function findingsCount(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'no findings';
  const of = (severity: Finding['severity']): number => findings.filter((each) => each.severity === severity).length;
  const counts = [
    of('error') > 0 ? counted(of('error'), 'error') : '',
    of('warning') > 0 ? counted(of('warning'), 'warning') : '',
  ];
  return counts.filter((count) => count !== '').join(', ');
}
