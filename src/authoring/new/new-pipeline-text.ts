import type { SchemaDefinition } from '../../schema/definition.ts';
import { commentLines } from '../../schema/source-text/comment-lines.ts';
import { hardLine, indented, joined, openObject, type Layout } from '../../schema/source-text/layout.ts';
import { printLayout } from '../../schema/source-text/print-layout.ts';
import { todoCount, type DraftEntry, type DraftPipeline, type DraftTable } from './draft.ts';
import { draftPipeline } from './draft-pipeline.ts';
import { entryLayout, todoMember } from './entry-layout.ts';
import { renameLines } from './rename-lines.ts';

/** The text of a file `pipelines/NtoM.ts`, as far as the two schemas say it. The same schemas give the same text. */
export function newPipelineText(from: SchemaDefinition, to: SchemaDefinition): string {
  return draftText(draftPipeline(from, to));
}

/** The text of a pipeline file. */
export function draftText(pipeline: DraftPipeline): string {
  const { from, to } = pipeline;
  const body = printLayout(['export default ', pipelineLayout(pipeline), ';']);
  return [
    `import { ${importedNames(pipeline).join(', ')} } from 'ntom';`,
    `import v${from} from '../schemas/v${from}.ts';`,
    `import v${to} from '../schemas/v${to}.ts';`,
    '',
    `${body}\n`,
  ].join('\n');
}

/** What the file takes from ntom, and no more. */
function importedNames({ tables, drops }: DraftPipeline): readonly string[] {
  const entries = tables.map(({ entry }) => entry);
  const isMapped = (entry: DraftEntry): boolean => entry.kind === 'query' && entry.columns.length > 0;
  const isUsed = {
    copy: entries.some(({ kind }) => kind === 'copy'),
    pipeline: true,
    sql: entries.some(({ kind }) => kind === 'query'),
    todo: drops.length > 0 || entries.some((entry) => todoCount(entry) > 0),
    'type Row': entries.some(isMapped),
  };
  return Object.entries(isUsed).flatMap(([name, used]) => (used ? [name] : []));
}

/** The lines of one table: comments, and its entry. */
export function tableLines(table: DraftTable, pipeline: DraftPipeline): readonly Layout[] {
  const comments = [...table.remarks.flatMap(commentLines), ...renameLines(table)];
  return [...comments, [entryLayout(table.table, table.entry, pipeline), ',']];
}

/** A line of `drops`. */
export function dropLine({ key, todo }: DraftPipeline['drops'][number]): Layout {
  return [todoMember(key, todo), ','];
}

function pipelineLayout(pipeline: DraftPipeline): Layout {
  const { from, to, drops } = pipeline;
  const tables = openObject(spaced(pipeline.tables.map((table) => tableLines(table, pipeline))));
  if (drops.length === 0) return [`pipeline(v${from}, v${to}, `, tables, ')'];
  const options = openObject([['drops: ', openObject(drops.map(dropLine)), ',']]);
  const parameters = [`v${from}`, `v${to}`, tables, options].map((parameter) => [parameter, ',']);
  return ['pipeline(', indented([hardLine, joined(parameters, hardLine)]), hardLine, ')'];
}

/** An empty line between tables, but for those that take one line each. */
function spaced(tables: readonly (readonly Layout[])[]): readonly Layout[] {
  const isLong = (lines: readonly Layout[]): boolean => lines.length > 1 || printLayout(lines).includes('\n');
  return tables.flatMap((lines, index) => {
    const before = tables[index - 1];
    return before !== undefined && (isLong(before) || isLong(lines)) ? ['', ...lines] : lines;
  });
}
