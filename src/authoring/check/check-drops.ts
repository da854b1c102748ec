import type { EmptyDatabase } from '../../dialects/empty-database.ts';
import { finding, type Finding, type FindingPlace } from '../../finding.ts';
import { countedTables } from '../../pipeline/count.ts';
import type { PipelineDefinition } from '../../pipeline/definition.ts';
import { lostTables } from '../../pipeline/plan.ts';
import { pipelineFile } from '../../project/definition-files.ts';
import { storedColumns, type TableDefinition } from '../../schema/definition.ts';
import type { TakenQuery } from './check-queries.ts';
import { columnsUsed } from './columns-used.ts';
import { lineOfKey } from './source-lines.ts';
import type { SourceFiles } from './source-files.ts';

/**
 * Tables and columns of schema N that no query uses and `drops` does not name; and what it names although it is used. `queries`: of
 * all tables of schema M.
 */
export async function checkDrops(
  database: EmptyDatabase,
  pipeline: PipelineDefinition,
  queries: readonly TakenQuery[],
  sources: SourceFiles,
): Promise<readonly Finding[]> {
  const lost = lostTables(pipeline, new Set(queries.flatMap(({ reads }) => reads)));
  const place = placeOfDrops(pipeline, sources);
  const findings = lost.map((table) => finding('PIPELINE_TABLE_LOST', { pipeline: pipeline.name, table }, place));
  for (const table of pipeline.from.tables) {
    const readers = queries.filter(({ reads }) => reads.includes(table.name));
    if (readers.length === 0) continue;
    const used = await columnsUsed(database, table, readers);
    findings.push(...lostColumns(pipeline, table, used, place), ...staleDrops(pipeline, table, used, sources));
  }
  return findings;
}

/** Where a reason would be written. */
function placeOfDrops({ name }: PipelineDefinition, sources: SourceFiles): FindingPlace {
  const file = pipelineFile(name);
  return { file, line: lineOfKey(sources.text(file), 'drops') };
}

function isDropped({ drops }: PipelineDefinition, table: string, column: string): boolean {
  return Object.hasOwn(drops, table) || Object.hasOwn(drops, `${table}.${column}`);
}

function lostColumns(
  pipeline: PipelineDefinition,
  table: TableDefinition,
  used: ReadonlySet<string>,
  place: FindingPlace,
): readonly Finding[] {
  const lost = storedColumns(table).filter(({ name }) => !used.has(name) && !isDropped(pipeline, table.name, name));
  return lost.map(({ name }) =>
    finding('PIPELINE_COLUMN_UNUSED', { pipeline: pipeline.name, table: table.name, column: name }, place),
  );
}

/** A table in `drops` stands for those of its columns that are not used, and for its rows if nothing counts them. */
function staleDrops(
  pipeline: PipelineDefinition,
  table: TableDefinition,
  used: ReadonlySet<string>,
  sources: SourceFiles,
): readonly Finding[] {
  const counted = pipeline.tables.flatMap(({ counts }) => counts.flatMap(countedTables));
  const isAllUsed = storedColumns(table).every(({ name }) => used.has(name));
  const keys = [
    ...(isAllUsed && counted.includes(table.name) ? [table.name] : []),
    ...table.columns.filter(({ name }) => used.has(name)).map(({ name }) => `${table.name}.${name}`),
  ];
  const file = pipelineFile(pipeline.name);
  return keys
    .filter((drop) => Object.hasOwn(pipeline.drops, drop))
    .map((drop) =>
      finding(
        'PIPELINE_DROP_STALE',
        { pipeline: pipeline.name, drop },
        { file, line: lineOfKey(sources.text(file), drop) },
      ),
    );
}
