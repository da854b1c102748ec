const comment = '# data: extracts and databases of ntom';

/** A `.gitignore` with these lines at its end, but for those that it has. null: it has them all. */
export function withIgnored(text: string | null, lines: readonly string[]): string | null {
  const before = text ?? '';
  const there = new Set(before.split(/\r?\n/).map(meaning));
  const missing = lines.filter((line) => !there.has(meaning(line)));
  if (missing.length === 0) return null;
  const lineEnd = before.includes('\r\n') ? '\r\n' : '\n';
  const joint = before === '' || before.endsWith('\n') ? '' : lineEnd;
  const gap = before === '' ? '' : lineEnd;
  return before + joint + gap + [comment, ...missing, ''].join(lineEnd);
}

/** `extracts`, `/extracts` and `extracts/` are of one mind here. */
function meaning(line: string): string {
  return line.trim().replaceAll(/^\/|\/$/g, '');
}
