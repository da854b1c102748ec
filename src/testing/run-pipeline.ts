import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractRows, type ExtractedRows } from '../extract/in-memory/extract-rows.ts';
import { inKeyOrder } from '../schema/in-key-order.ts';
import type { PipelineDefinition } from '../pipeline/definition.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { TableDefinition } from '../schema/definition.ts';
import { rowObjects } from '../schema/row-objects.ts';
import type { Schema } from '../schema/schema.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { givenInput, openInput, type LooseRows, type OpenInput, type PipelineInput } from './pipeline-input.ts';
import type { SchemaRows } from './schema-rows.ts';
import { testProject, type ProjectOptions } from './test-project.ts';

/** A row that schema M does not take, as the extract phase writes it down. */
export interface RejectedRow {
  readonly table: string;
  /** Its number in the result of the query, from 1. */
  readonly row: number;
  /** Its primary key, by column. */
  readonly key: Readonly<Record<string, unknown>>;
  readonly problems: readonly {
    /** null: the row as a whole. */
    readonly column: string | null;
    readonly path: readonly (string | number)[];
    readonly message: string;
    /** Texts for what JSON has not. */
    readonly value: unknown;
  }[];
}

/** What a pipeline made. */
export interface PipelineRun<R = LooseRows> {
  /** By table of schema M, in the order of their keys as in a fixture, without the rejected ones. */
  readonly rows: R;
  readonly rejects: readonly RejectedRow[];
}

/**
 * Runs all queries of a pipeline on the rows of a fixture of schema N, or on rows that the test gives, by the code of the extract
 * phase. Nothing is written but the database of the fixture, once.
 *
 * @param pipeline The pipeline, or its name in the project: `2to3`.
 * @param input The name of a fixture; or `fixture(2, 'small')`, whose database is read as it is now; or rows of schema N by table, where
 *   a table that is not named has none. A promised fixture is disposed of afterwards, all other are the caller's.
 * @throws {NtomError} what `extract` throws of a pipeline, but for `ROWS_REJECTED`; what `fixture` throws; `FIXTURE_UNREADABLE`,
 *   `TEST_ROW_REFUSED`, `EXTRACT_TABLE_UNKNOWN`.
 */
export async function runPipeline<N extends Schema, M extends Schema>(
  pipeline: Pipeline<N, M>,
  input: PipelineInput<Partial<SchemaRows<N>>>,
  options?: ProjectOptions,
): Promise<PipelineRun<SchemaRows<M>>>;
export async function runPipeline(
  pipeline: string,
  input: PipelineInput,
  options?: ProjectOptions,
): Promise<PipelineRun>;
export async function runPipeline(
  pipeline: string | PipelineDefinition,
  input: PipelineInput<object>,
  options: ProjectOptions = {},
): Promise<PipelineRun> {
  await using given = await givenInput(input);
  const definition = typeof pipeline === 'string' ? await (await testProject(options)).pipeline(pipeline) : pipeline;
  const opened = await openInput(definition.from, given.input, options);
  return asRun(definition, await oneAtATime(() => extracted(definition, opened)));
}

async function extracted(pipeline: PipelineDefinition, input: OpenInput): Promise<ExtractedRows> {
  const { dialect } = input;
  await using source = await input.open();
  const scratch = join(tmpdir(), `ntom-pipeline-${randomBytes(8).toString('hex')}`);
  return await extractRows({ pipeline, dialect, source, database: 'the fixture', scratch });
}

function asRun({ to }: PipelineDefinition, { rows, rejects }: ExtractedRows): PipelineRun {
  const lines = to.tables.flatMap(({ name }) => rejects.get(name) ?? []);
  const inOrder = (table: TableDefinition) => rowObjects(table, inKeyOrder(table, rows.get(table.name) ?? []));
  return {
    rows: Object.fromEntries(to.tables.map((table) => [table.name, inOrder(table)])),
    rejects: lines.map((line) => JSON.parse(line) as RejectedRow),
  };
}
