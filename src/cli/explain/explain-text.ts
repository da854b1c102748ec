import type { Explanation } from './explanation.ts';

/** Longer examples are cut in the list. */
const maxShown = 100;

/** One code, for people. */
export function explainText({ code, exitCode, exit, meaning, example, cause, cure }: Explanation): string {
  const lines = [
    ['exit code', `${exitCode} (${exit}): ${meaning}`],
    ['example', example],
    ['cause', cause],
    ['cure', cure],
  ] as const;
  return [code, ...lines.map(([what, text]) => `  ${what.padEnd(9)}   ${text}`)].join('\n');
}

/** All codes by area, for people: a line each, with its example. */
export function explainList(all: readonly Explanation[]): string {
  const width = Math.max(...all.map(({ code }) => code.length));
  const areas = Map.groupBy(all, ({ area }) => area);
  return [...areas]
    .flatMap(([area, of]) => [area, ...of.map(({ code, example }) => `  ${code.padEnd(width)}   ${cut(example)}`)])
    .join('\n');
}

function cut(text: string): string {
  const characters = [...text];
  return characters.length > maxShown ? `${characters.slice(0, maxShown - 1).join('')}…` : text;
}
