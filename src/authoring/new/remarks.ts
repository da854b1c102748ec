import type { Difference } from '../../schema/diff/difference.ts';
import { nameWords } from '../../schema/diff/words.ts';
import { commentLines } from '../../schema/source-text/comment-lines.ts';

/**
 * What the differences of a table ask for; nothing for what is trivial or loosens. One line, or if that is too long: what is to
 * be written, and then the new rules, each in a line of its own if need be.
 */
export function remarksOn(differences: readonly Difference[]): readonly string[] {
  const of = (asks: Difference['class']) => differences.filter((difference) => difference.class === asks);
  const toWrite = [
    ...sentence('Needs a query', of('needs a query').map(subjectText)),
    ...sentence('Needs a value', of('needs a value').map(subjectText)),
    ...sentence('Loses data', of('loses data').map(subjectText)),
  ];
  const rules = of('tightens').map(ruleText);
  const refused = sentence(maybeRefused, rules);
  const whole = [...toWrite, ...refused].join(' ');
  if (fits(whole)) return whole === '' ? [] : [whole];
  const listed = [`${maybeRefused}:`, ...rules.map((rule) => `- ${rule}`)];
  return [...(toWrite.length === 0 ? [] : [toWrite.join(' ')]), ...(refused.every(fits) ? refused : listed)];
}

const maybeRefused = 'Rows may be refused';

function sentence(beginning: string, subjects: readonly string[]): readonly string[] {
  return subjects.length === 0 ? [] : [`${beginning}: ${subjects.join(', ')}.`];
}

function fits(line: string): boolean {
  return commentLines(line).length === 1;
}

/** The column, or what is not of one column. */
function subjectText({ what, name }: Difference): string {
  return name === null ? what : nameWords(name);
}

/** The rule that rows now have to meet. */
function ruleText({ what, name, before, after }: Difference): string {
  if (name === null || !properties.includes(what)) return `${what} ${cut(after ?? '')}`;
  return `${nameWords(name)} (${[before, after].map((side) => cut(side ?? 'none')).join(' → ')})`;
}

const properties: readonly Difference['what'][] = ['type', 'nullability', 'collation'];

const maxShown = 60;

function cut(words: string): string {
  const characters = Array.from(words);
  return characters.length > maxShown ? `${characters.slice(0, maxShown - 1).join('')}…` : words;
}
