import { group, hardLine, indented, line, softLine, type Layout } from '../../schema/source-text/layout.ts';
import { templateText } from '../../schema/source-text/template-text.ts';
import { textWidth } from '../../schema/source-text/text-width.ts';
import type { DraftSelect } from './draft.ts';
import { sqlName } from './sql-name.ts';

/** Most columns of a SELECT that takes one line. */
const maxColumns = 110;

/** The SELECT of a query as it stands in a template literal, on one line. */
export function selectText(select: DraftSelect): string {
  return `SELECT ${columnTexts(select).join(', ')} FROM ${name(select.source)}`;
}

/** The same in backticks: behind what stands there, on a line of its own, or over several lines. */
export function selectLayout(select: DraftSelect): Layout {
  const oneLine = selectText(select);
  if (textWidth(oneLine) <= maxColumns) return group(['`', indented([softLine, oneLine]), '`']);
  const columns = columnTexts(select).map((text, index) => (index === 0 ? text : [',', group([line, text])]));
  const lines = ['SELECT', indented([hardLine, columns]), hardLine, `FROM ${name(select.source)}`];
  return ['`', indented([hardLine, lines]), '`'];
}

function columnTexts({ columns }: DraftSelect): readonly string[] {
  return columns.map((each) => {
    return each.column === each.name ? name(each.name) : `${name(each.column)} AS ${name(each.name)}`;
  });
}

function name(text: string): string {
  return templateText(sqlName(text));
}
