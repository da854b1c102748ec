import type { Difference } from '../../schema/diff/difference.ts';
import { nameWords } from '../../schema/diff/words.ts';

/** What the differences of a table ask for, in one line; nothing for what is trivial or loosens. */
export function remarksOn(differences: readonly Difference[]): readonly string[] {
  const of = (asks: Difference['class']) => differences.filter((difference) => difference.class === asks);
  const sentences = [
    sentence('Needs a query', of('needs a query').map(subjectText)),
    sentence('Needs a value', of('needs a value').map(subjectText)),
    sentence('Loses data', of('loses data').map(subjectText)),
    sentence('Rows may be refused', of('tightens').map(ruleText)),
  ];
  const line = sentences.filter((text) => text !== '').join(' ');
  return line === '' ? [] : [line];
}

function sentence(beginning: string, subjects: readonly string[]): string {
  return subjects.length === 0 ? '' : `${beginning}: ${subjects.join(', ')}.`;
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
