import type { Finding } from '../../finding.ts';

/** Findings by file, line, code and message, those of no file first, each once. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const sorted = [...findings].sort(
    (a, b) =>
      compare(a.file ?? '', b.file ?? '') ||
      (a.line ?? 0) - (b.line ?? 0) ||
      compare(a.code, b.code) ||
      compare(a.message, b.message),
  );
  return sorted.filter((each, index) => index === 0 || !isSame(each, sorted[index - 1]));
}

/** Everywhere the same, whatever the language. */
function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function isSame(a: Finding, b: Finding | undefined): boolean {
  return a.file === b?.file && a.line === b.line && a.code === b.code && a.message === b.message;
}
