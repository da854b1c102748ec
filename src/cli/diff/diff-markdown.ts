import type { Difference } from '../../schema/diff/difference.ts';
import { nameWords } from '../../schema/diff/words.ts';
import { diffGroups, whatText, whereText } from './diff-groups.ts';
import { summaryText, type SchemaDiff } from './summary.ts';

/** Two schemas compared, as a Markdown table for a pull request. */
export function diffMarkdown(diff: SchemaDiff): string {
  const rows = diffGroups(diff.differences).flatMap(({ table, differences }) => {
    return differences.map((difference) => [whereText(table, nameCode), ...cells(difference)]);
  });
  if (rows.length === 0) return summaryText(diff);
  const head = ['where', 'what', 'before', 'after', 'class'];
  const lines = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  return [summaryText(diff), '', ...lines].join('\n');
}

function cells(difference: Difference): readonly string[] {
  const { before, after, class: name } = difference;
  return [
    whatText(difference, nameCode),
    codeOrNothing(before),
    codeOrNothing(after),
    emphasised.includes(name) ? `**${name}**` : name,
  ];
}

const emphasised: readonly Difference['class'][] = ['loses data', 'tightens'];

function nameCode(name: string): string {
  return code(nameWords(name));
}

function codeOrNothing(words: string | null): string {
  return words === null ? '' : code(words);
}

/** A code span, fenced by more backticks than it holds. A table ends cells at a bar, in code too. */
function code(words: string): string {
  const longest = Math.max(0, ...(words.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return `${fence}${space}${words.replaceAll('|', String.raw`\|`)}${space}${fence}`;
}
