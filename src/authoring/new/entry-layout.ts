import { keyText } from '../../schema/source-text/key-text.ts';
import { call, chain, member, object, openObject, type Layout } from '../../schema/source-text/layout.ts';
import { stringText } from '../../schema/source-text/string-text.ts';
import { valueText } from '../../schema/source-text/value-text.ts';
import type { DraftColumn, DraftEntry, DraftPipeline } from './draft.ts';
import { rowTypeLayout } from './row-type-layout.ts';
import { selectLayout } from './select-text.ts';

type Query = Extract<DraftEntry, { kind: 'query' }>;

/** `table: …`, as a member of the object that `pipeline` takes. */
export function entryLayout(table: string, entry: DraftEntry, pipeline: DraftPipeline): Layout {
  if (entry.kind === 'todo') return todoMember(table, entry.todo);
  if (entry.kind === 'query') return member(keyText(table), queryLayout(table, entry, pipeline));
  const columns = entry.columns.map(columnMember);
  return member(keyText(table), call('copy', columns.length === 0 ? [] : [object(columns)]));
}

/** Notes of so many characters are not worth a line of their own. */
const shortNote = 30;

/** `name: todo('…')`. */
export function todoMember(name: string, note: string): Layout {
  const text = stringText(note);
  return member(keyText(name), call('todo', [text]), text.length <= shortNote);
}

function columnMember(column: DraftColumn): Layout {
  return 'todo' in column
    ? todoMember(column.name, column.todo)
    : member(keyText(column.name), valueText(column.value));
}

function queryLayout(table: string, { select, columns }: Query, pipeline: DraftPipeline): Layout {
  const text = selectLayout(select);
  const each = call('.each', [stringText(select.source)]);
  if (columns.length === 0) return ['sql', text, each];
  const members = ['...row', ...columns.map(columnMember)].map((one) => [one, ',']);
  const map = ['.map((row) => (', openObject(members), '))'];
  return chain(['sql', rowTypeLayout(table, select, pipeline), text], [each, map]);
}
