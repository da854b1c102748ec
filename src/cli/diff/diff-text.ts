import type { Difference } from '../../schema/diff/difference.ts';
import { nameWords } from '../../schema/diff/words.ts';
import { aligned } from '../report/columns.ts';
import { diffGroups, whatText, whereText } from './diff-groups.ts';
import { summaryText, type SchemaDiff } from './summary.ts';

/** Longer definitions are cut for people: `--json` and `--markdown` have them whole. */
const maxShown = 100;

/** Two schemas compared, for people: by table, one line each. */
export function diffText(diff: SchemaDiff): string {
  const groups = diffGroups(diff.differences).map(({ table, differences }) => {
    return `${whereText(table, nameWords)}\n${aligned(differences.map(cells))}`;
  });
  return [...groups, summaryText(diff)].join('\n');
}

function cells(difference: Difference): readonly string[] {
  return [difference.class, whatText(difference, nameWords), changeText(difference)];
}

function changeText({ before, after }: Difference): string {
  return [before, after].flatMap((words) => (words === null ? [] : [cut(words)])).join(' → ');
}

function cut(words: string): string {
  const characters = [...words];
  return characters.length > maxShown ? `${characters.slice(0, maxShown - 1).join('')}…` : words;
}
