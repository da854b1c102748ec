import { keyText } from '../../schema/source-text/key-text.ts';
import { call, hardLine, indented, object, openObject, type Layout } from '../../schema/source-text/layout.ts';
import { stringText } from '../../schema/source-text/string-text.ts';
import { valueText } from '../../schema/source-text/value-text.ts';
import type { DraftColumn, DraftEntry, DraftPipeline } from './draft.ts';
import { rowTypeLayout } from './row-type-layout.ts';
import { selectLayout } from './select-text.ts';

type Query = Extract<DraftEntry, { kind: 'query' }>;

/** `table: …`, as a member of the object that `pipeline` takes. */
export function entryLayout(table: string, entry: DraftEntry, pipeline: DraftPipeline): Layout {
  const key = keyText(table);
  if (entry.kind === 'todo') return [key, ': ', todoLayout(entry.todo)];
  if (entry.kind === 'query') return [key, ': ', queryLayout(table, entry, pipeline)];
  return [key, ': ', call('copy', entry.columns.length === 0 ? [] : [object(entry.columns.map(columnLayout))])];
}

export function todoLayout(note: string): Layout {
  return call('todo', [stringText(note)]);
}

function columnLayout(column: DraftColumn): Layout {
  return [keyText(column.name), ': ', 'todo' in column ? todoLayout(column.todo) : valueText(column.value)];
}

function queryLayout(table: string, { select, columns }: Query, pipeline: DraftPipeline): Layout {
  const text = selectLayout(select);
  const each = call('.each', [stringText(select.source)]);
  if (columns.length === 0) return ['sql', text, each];
  const members = ['...row', ...columns.map(columnLayout)].map((member) => [member, ',']);
  const map = ['.map((row) => (', openObject(members), '))'];
  return ['sql', rowTypeLayout(table, select, pipeline), text, indented([hardLine, each, hardLine, map])];
}
