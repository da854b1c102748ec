import { group, indented, joined, line, softLine, type Layout } from '../../schema/source-text/layout.ts';
import { stringText } from '../../schema/source-text/string-text.ts';
import type { DraftPipeline, DraftSelect } from './draft.ts';

/** The type of the rows that a query returns, as the argument of `sql`: `<Omit<Row<typeof v2, 'customer'>, 'fax'>>`. */
export function rowTypeLayout(table: string, select: DraftSelect, { from, to }: DraftPipeline): Layout {
  const whole = generic('Row', [`typeof v${from}`, stringText(select.source)]);
  const stored = select.columns.map(({ column }) => column).filter((column) => !select.generated.includes(column));
  const rows = narrowed(whole, stored, select.omitted);
  if (select.generated.length === 0) return generic('', [rows]);
  const generated = generic('Pick', [generic('Row', [`typeof v${to}`, stringText(table)]), union(select.generated)]);
  return generic('', [group([rows, ' &', indented([line, generated])])]);
}

/** In the fewest names. */
function narrowed(row: Layout, stored: readonly string[], omitted: readonly string[]): Layout {
  if (omitted.length === 0) return row;
  if (stored.length === 0) return '{}';
  return omitted.length <= stored.length
    ? generic('Omit', [row, union(omitted)])
    : generic('Pick', [row, union(stored)]);
}

function union(names: readonly string[]): Layout {
  const [only, ...others] = names.map(stringText);
  if (only !== undefined && others.length === 0) return only;
  return group([{ kind: 'if-broken', text: '| ' }, joined(names.map(stringText), [line, '| '])]);
}

function generic(name: string, parameters: readonly Layout[]): Layout {
  return [name, group(['<', indented([softLine, joined(parameters, [',', line])]), softLine, '>'])];
}
