import type { NtomError } from '../../errors.ts';
import { printLayout } from '../../schema/source-text/print-layout.ts';
import { hardLine, joined } from '../../schema/source-text/layout.ts';
import type { DraftPipeline } from './draft.ts';
import { dropLine, tableLines } from './new-pipeline-text.ts';

/** Lines of a pipeline file, without the spaces before them. */
export interface TextsToPaste {
  /** Members of the object of tables, with their comments. */
  readonly tables: readonly string[];
  readonly drops: readonly string[];
}

/** What a new pipeline would have for the tables and drops that problems name. */
export function textsToPaste(pipeline: DraftPipeline, problems: readonly NtomError[]): TextsToPaste {
  const named = (codes: readonly string[]): readonly unknown[] =>
    problems.filter(({ code }) => codes.includes(code)).map(({ details }) => details['table']);
  const wrong = named(tableCodes);
  const losing = named(['PIPELINE_COLUMN_LOST']);
  const drops = problems.flatMap(({ code, details }) => {
    if (code === 'PIPELINE_COLUMN_LOST') return [`${String(details['table'])}.${String(details['column'])}`];
    return code === 'PIPELINE_TABLE_LOST' ? [details['table']] : [];
  });
  return {
    tables: pipeline.tables
      // What is lost may be what has another name now: a copy fills that in without it.
      .filter(({ table, renamed }) => wrong.includes(table) || (renamed !== null && losing.includes(table)))
      .map((table) => printLayout(joined(tableLines(table, pipeline), hardLine))),
    drops: pipeline.drops.filter(({ key }) => drops.includes(key)).map((drop) => printLayout(dropLine(drop))),
  };
}

/** Problems of the entry of a table. */
const tableCodes: readonly string[] = [
  'PIPELINE_TABLE_MISSING',
  'PIPELINE_ENTRY_WRONG',
  'PIPELINE_COPY_NO_TABLE',
  'PIPELINE_COPY_NO_VALUE',
  'PIPELINE_COPY_OVERWRITES',
  'PIPELINE_COPY_COLUMN_UNKNOWN',
];
