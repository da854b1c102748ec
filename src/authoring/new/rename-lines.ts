import { commentLine, commentLines } from '../../schema/source-text/comment-lines.ts';
import { keyText } from '../../schema/source-text/key-text.ts';
import { printLayout } from '../../schema/source-text/print-layout.ts';
import { stringText } from '../../schema/source-text/string-text.ts';
import { valueText } from '../../schema/source-text/value-text.ts';
import type { DraftColumn, DraftEntry, DraftTable } from './draft.ts';
import { selectText } from './select-text.ts';

/** The comment on likely renames in a table: why, what to write if they are some, and what is then to go. */
export function renameLines({ table, renames, renamed }: DraftTable): readonly string[] {
  if (renamed === null || renamed.kind !== 'query') return [];
  const drops = renames.map(({ drop }) => keyText(drop)).join(', ');
  return [
    ...renames.flatMap(({ question }) => commentLines(question)),
    ...commentLines(`If so, write this instead, and take ${drops} out of drops:`),
    commentLine(`  ${entryLine(table, renamed)}`),
  ];
}

/** Rows that the compiler does not know: it checks the columns that are named. */
function entryLine(table: string, { select, columns }: Extract<DraftEntry, { kind: 'query' }>): string {
  const query = `sql\`${selectText(select)}\`.each(${stringText(select.source)})`;
  const computed = columns.map((column) => `, ${columnLine(column)}`).join('');
  return `${keyText(table)}: ${query}${computed === '' ? '' : `.map((row) => ({ ...row${computed} }))`},`;
}

function columnLine(column: DraftColumn): string {
  const value =
    'todo' in column ? `todo(${stringText(column.todo)})` : printLayout(valueText(column.value), { columns: Infinity });
  return `${keyText(column.name)}: ${value}`;
}
