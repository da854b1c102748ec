/** Something in a TypeScript file that is worth a finding. */
export interface CodePlace {
  readonly what: string;
  /** From 1. */
  readonly line: number;
}

/** By name, how it looks in code without comments and texts. */
const changing: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['Date.now', /\bDate\s*\.\s*now\b/g],
  ['new Date()', /\bnew\s+Date\b(?!\s*\(\s*[^\s)])/g],
  ['Date()', /(?<!\bnew\s+|\.\s*|[\w$])Date\s*\(/g],
  ['Math.random', /\bMath\s*\.\s*random\b/g],
  ['crypto', /\bcrypto\s*\.\s*(?:randomUUID|randomBytes|randomInt|getRandomValues)\b/g],
  ['randomUUID', /(?<!\.\s*|[\w$])randomUUID\s*\(/g],
  ['randomBytes', /(?<!\.\s*|[\w$])randomBytes\s*\(/g],
  ['performance.now', /\bperformance\s*\.\s*(?:now|timeOrigin)\b/g],
  ['process', /\bprocess\s*\.\s*(?:env|hrtime|argv|cwd|pid|uptime|platform|memoryUsage)\b/g],
];

/** What may give something else next time: chance, the present time, the process. `code`: made by `codeOnly`. */
export function changingCode(code: string): readonly CodePlace[] {
  const found = changing.flatMap(([name, pattern]) =>
    [...code.matchAll(pattern)].map(({ 0: text, index }) => ({
      what: name.includes('.') || name.endsWith(')') ? name : text.replaceAll(/[\s(]/g, ''),
      line: lineAt(code, index),
    })),
  );
  return found.sort((a, b) => a.line - b.line);
}

/** From 1. */
export function lineAt(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}
