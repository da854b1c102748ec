/** What differs from run to run and from machine to machine, with the blanks around it, which follow from its width. */
const varying = [
  /[\d.,]+ (?:ms|s|min|h)\b/g,
  /[\d.,]+ rows\/s/g,
  /[\d.,]+ [kMGT]?B\b/g,
  /\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?/g,
  /(?<=released )\d{4}-\d\d-\d\d/g,
];

/**
 * Whether a command printed what a page shows of it: but for times, sizes and the blanks between columns. A line `...` stands for any
 * number of lines.
 */
export function isSameOutput(shown: string, printed: string): boolean {
  const lines = shown.split('\n').map((line) => (line.trim() === '...' ? anyLines : `${literal(settled(line))}\n`));
  return new RegExp(`^${lines.join('')}$`).test(`${settled(printed)}\n`);
}

const anyLines = '(?:.*\\n)*?';

function settled(text: string): string {
  const masked = varying.reduce((rest, each) => rest.replaceAll(each, '#'), text);
  return masked.replaceAll(/ +/g, ' ').replaceAll(/ $/gm, '');
}

function literal(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
