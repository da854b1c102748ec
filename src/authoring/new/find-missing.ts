import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failure, type NtomError } from '../../errors.ts';
import { finding, type Finding } from '../../finding.ts';
import { readFailed } from '../../format/io-failure.ts';
import { collectProblems } from '../../pipeline/problems.ts';
import type { PipelineDefinition, RowOrigin } from '../../pipeline/definition.ts';
import type { Project } from '../../project/project.ts';
import type { SchemaDefinition } from '../../schema/definition.ts';
import { draftPipeline } from './draft-pipeline.ts';
import { findTodos } from '../find-todos.ts';
import { problemFindings, type PipelineText } from '../pipeline-problems.ts';
import { textsToPaste, type TextsToPaste } from './texts-to-paste.ts';

/** What a pipeline that is there lacks, or has too much, and what a new one would have in its place. */
export interface Missing {
  readonly findings: readonly Finding[];
  readonly texts: TextsToPaste;
}

/**
 * Compares a pipeline that is there with its two schemas. No database is asked: a query that does not return a new column is
 * not noticed.
 *
 * @throws {NtomError} Those of `project.pipeline`, but for `PIPELINE_…`, which are findings.
 */
export async function findMissing(project: Project, name: string): Promise<Missing> {
  const file = `pipelines/${name}.ts`;
  const { result, problems } = await collectProblems(() => project.pipeline(name));
  const lost = lostTables(result).map((table) => failure('PIPELINE_TABLE_LOST', { pipeline: name, table }));
  const wrong = [...problems.filter((problem) => !isTodo(problem)), ...lost];
  const pipeline = { directory: project.directory, file, text: pipelineText(project, file) };
  const begun = problemFindings(problems.filter(isTodo), pipeline);
  return {
    findings: [...problemFindings(wrong, pipeline), ...todosIn(pipeline, begun)],
    texts: textsToPaste(draftPipeline(result.from, result.to), wrong),
  };
}

function isTodo({ code }: NtomError): boolean {
  return code === 'PIPELINE_TODO';
}

/** Tables of schema N that `drops` does not name, and that certainly no query reads: none has the name in it. */
function lostTables({ from, tables, drops }: PipelineDefinition): readonly string[] {
  const texts = [...tables.flatMap(({ origin }) => originTexts(origin)), ...viewTexts(from)];
  const plain = (text: string): string => text.toLowerCase().replaceAll(/(["`])\1/g, '$1');
  const isRead = (table: string): boolean => texts.some((text) => plain(text).includes(plain(table)));
  return from.tables.map(({ name }) => name).filter((name) => !isRead(name) && !Object.hasOwn(drops, name));
}

function originTexts(origin: RowOrigin): readonly string[] {
  if (origin.kind === 'table') return [origin.table];
  const queries = 'sql' in origin.sql ? [origin.sql] : Object.values(origin.sql);
  return queries.map(({ sql }) => sql);
}

/** A query may read a table through a view. */
function viewTexts({ views }: SchemaDefinition): readonly string[] {
  return views.flatMap(({ sql }) => (typeof sql === 'string' ? [sql] : Object.values(sql)));
}

/** Those in the file itself, whether they have run or not; and those that have run and are elsewhere. */
function todosIn({ file, text }: PipelineText, begun: readonly Finding[]): readonly Finding[] {
  const here = findTodos(text).map(({ line, note }) => finding('PIPELINE_TODO', { where: null, note }, { file, line }));
  const isHere = (todo: Finding): boolean => here.some(({ line }) => todo.file === file && todo.line === line);
  return [...here, ...begun.filter((todo) => !isHere(todo))];
}

function pipelineText(project: Project, file: string): string {
  const path = join(project.directory, file);
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    throw readFailed(path, thrown);
  }
}
