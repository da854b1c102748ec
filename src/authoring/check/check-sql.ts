import type { EngineRules, SqlRules } from '../../dialects/engine-rules.ts';
import type { EngineName } from '../../dialects/engines.ts';
import { finding, type Finding } from '../../finding.ts';
import type { SqlText as QueryText } from '../../pipeline/count.ts';
import type { PipelineDefinition, TableQuery } from '../../pipeline/definition.ts';
import { pipelineFile } from '../../project/definition-files.ts';
import { changingSql } from './changing-sql.ts';
import { lineOfSql } from './source-lines.ts';
import type { SourceFiles } from './source-files.ts';
import { unorderedSql } from './unordered-sql.ts';

export interface SqlReaders {
  readonly rules: readonly EngineRules[];
  /** Of the place: SQL that is for every engine is read as it reads it. */
  readonly engine: EngineName;
}

/** Queries that leave an order to the database, or that give something else each time. For every engine that has one. */
export function checkSql(pipeline: PipelineDefinition, sources: SourceFiles, readers: SqlReaders): readonly Finding[] {
  const file = pipelineFile(pipeline.name);
  return pipeline.tables.flatMap((made) =>
    textsOf(made, readers).flatMap(({ sql, rules }) => {
      const details = { pipeline: pipeline.name, table: made.table };
      const place = (at: number) => ({ file, line: lineOfSql(sources.text(file), made.table, sql, at) });
      return [
        ...unorderedSql(sql, rules).map(({ what, at }) => finding('QUERY_UNORDERED', { ...details, what }, place(at))),
        ...changingSql(sql, rules).map(({ what, at }) =>
          finding('QUERY_CHANGING', { ...details, expression: what }, place(at)),
        ),
      ];
    }),
  );
}

interface SqlText {
  readonly sql: string;
  readonly rules: SqlRules;
}

function textsOf({ origin, counts }: TableQuery, readers: SqlReaders): readonly SqlText[] {
  const expressions = counts.flatMap((count) =>
    count.kind === 'merge' ? count.by.filter((each) => typeof each !== 'string') : [],
  );
  const conditions = counts.flatMap((count) =>
    count.kind === 'split' || count.where === null ? [] : [{ sql: count.where.condition, parameters: [] }],
  );
  const queries = origin.kind === 'sql' ? [origin.sql] : [];
  return [...queries, ...expressions, ...conditions].flatMap((sql) => readTexts(sql, readers));
}

function readTexts(sql: QueryText, { rules, engine }: SqlReaders): readonly SqlText[] {
  return rules.flatMap((each) => {
    const query = 'sql' in sql ? (each.engine === engine ? sql : undefined) : sql[each.engine];
    return query === undefined ? [] : [{ sql: query.sql, rules: each.sql }];
  });
}
