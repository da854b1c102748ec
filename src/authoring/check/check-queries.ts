import type { EmptyDatabase } from '../../dialects/empty-database.ts';
import { NtomError } from '../../errors.ts';
import { findingOf, type Finding } from '../../finding.ts';
import { mergedKeys, refuseUnknownColumns } from '../../pipeline/count-rows.ts';
import type { TableQuery } from '../../pipeline/definition.ts';
import { prepareTable, type PreparedTable, type PrepareOptions } from '../../pipeline/prepare-table.ts';
import { namingQuery } from '../../pipeline/refused-query.ts';
import { pipelineFile } from '../../project/definition-files.ts';
import { lineOfKey } from './source-lines.ts';
import type { SourceFiles } from './source-files.ts';

/** A query of the pipeline that the database takes. */
export interface TakenQuery extends PreparedTable {
  /** Tables of schema N. */
  readonly reads: readonly string[];
}

export interface CheckedQueries {
  /** Less than there are tables if some have findings. */
  readonly queries: readonly TakenQuery[];
  readonly findings: readonly Finding[];
}

/** Prepares every query of a pipeline on an empty database of schema N, and compares its columns with schema M. */
export async function checkQueries(
  database: EmptyDatabase,
  options: PrepareOptions,
  sources: SourceFiles,
): Promise<CheckedQueries> {
  const { name, tables } = options.pipeline;
  const queries: TakenQuery[] = [];
  const findings: Finding[] = [];
  for (const made of tables) {
    try {
      const taken = await namingQuery(name, made.table, async () => {
        const prepared = await prepareTable(database, made, options);
        await database.resultColumns(prepared.query);
        await askCounts(database, made, options, prepared);
        return { ...prepared, reads: await database.tablesRead(prepared.query) };
      });
      queries.push(taken);
    } catch (error) {
      if (!(error instanceof NtomError) || !ofOneQuery.has(error.code)) throw error;
      const file = pipelineFile(name);
      findings.push(findingOf(error, { file, line: lineOfKey(sources.text(file), made.table) }));
    }
  }
  return { queries, findings };
}

/** What the extract will ask in order to count. */
async function askCounts(
  database: EmptyDatabase,
  made: TableQuery,
  { pipeline, engine }: PrepareOptions,
  prepared: PreparedTable,
): Promise<void> {
  const columns = prepared.columns.map(({ name }) => name);
  for (const count of made.counts) {
    if (count.kind === 'split') refuseUnknownColumns({ pipeline: pipeline.name, made, columns }, count);
    if (count.kind !== 'merge' || (count.by.length === 0 && count.where === null)) continue;
    await database.resultColumns(mergedKeys(database, { pipeline: pipeline.name, engine, made }, count).query);
  }
}

const ofOneQuery: ReadonlySet<string> = new Set([
  'QUERY_REFUSED',
  'PIPELINE_COLUMNS',
  'PIPELINE_CHUNK_UNKNOWN',
  'PIPELINE_ENGINE_MISSING',
  'PIPELINE_COUNT_UNKNOWN',
]);
