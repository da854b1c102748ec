import type { Dialect } from '../../dialects/dialect.ts';
import type { DatabaseLocation } from '../../dialects/location.ts';
import { NtomError, type ErrorCode } from '../../errors.ts';
import { findingOf, type Finding } from '../../finding.ts';
import type { PipelineDefinition } from '../../pipeline/definition.ts';
import { schemaFile } from '../../project/definition-files.ts';
import type { SchemaDefinition } from '../../schema/definition.ts';
import { checkCounts } from './check-counts.ts';
import { checkDrops } from './check-drops.ts';
import { checkQueries } from './check-queries.ts';
import { checkTypes } from './check-types.ts';
import type { Definitions } from './read-definitions.ts';
import type { SourceFiles } from './source-files.ts';

export interface CheckedPlace {
  readonly dialect: Dialect;
  readonly locate: (version: number) => DatabaseLocation;
  readonly signal: AbortSignal;
}

/** Of a schema, and no reason why another could not be made. */
const ofOneSchema: ReadonlySet<ErrorCode> = new Set(['TARGET_REFUSED_STATEMENT', 'TARGET_LOWERS_NAMES']);

/**
 * Makes an empty database of each schema, one after the other, and asks it about the queries of every pipeline that leads away from the
 * schema. A place where none can be made is a finding: the other checks do not need it.
 */
export async function checkDatabases(
  { schemas, pipelines }: Definitions,
  place: CheckedPlace,
  sources: SourceFiles,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const schema of schemas) {
    place.signal.throwIfAborted();
    const leading = pipelines.filter(({ from }) => from.version === schema.version);
    try {
      findings.push(...(await checkDatabase(schema, leading, place, sources)));
    } catch (error) {
      if (!(error instanceof NtomError) || error.code === 'TWO_DATABASES') throw error;
      const isOfSchema = ofOneSchema.has(error.code);
      findings.push(findingOf(error, { file: isOfSchema ? schemaFile(schema.version) : null }));
      if (!isOfSchema) return findings;
    }
  }
  return findings;
}

async function checkDatabase(
  schema: SchemaDefinition,
  pipelines: readonly PipelineDefinition[],
  { dialect, locate, signal }: CheckedPlace,
  sources: SourceFiles,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  await using database = await dialect.openEmpty(locate(schema.version), schema);
  for (const pipeline of pipelines) {
    signal.throwIfAborted();
    const checked = await checkQueries(database, { pipeline, engine: dialect.engine }, sources);
    findings.push(...checked.findings, ...checkTypes(pipeline, checked.queries, sources));
    // What a query that is refused would use is not known.
    if (checked.queries.length < pipeline.tables.length) continue;
    findings.push(...(await checkDrops(database, pipeline, checked.queries, sources)));
    findings.push(...checkCounts(pipeline, checked.queries));
  }
  return findings;
}
