import type { EngineRules } from '../../dialects/engine-rules.ts';
import type { Finding } from '../../finding.ts';
import type { PipelineDefinition } from '../../pipeline/definition.ts';
import type { Project } from '../../project/project.ts';
import type { SchemaDefinition } from '../../schema/definition.ts';
import { checkCode } from './check-code.ts';
import { checkDatabases, type CheckedPlace } from './check-databases.ts';
import { checkEngines } from './check-engines.ts';
import { checkExtracts } from './check-extracts.ts';
import { checkImports } from './check-imports.ts';
import { checkMarks } from './check-marks.ts';
import { checkPrimaryKeys } from './check-primary-keys.ts';
import { checkReleases } from './check-releases.ts';
import { checkSql } from './check-sql.ts';
import { checkTodos } from './check-todos.ts';
import { inOrder } from './in-order.ts';
import { readDefinitions } from './read-definitions.ts';
import { sourceFiles, type SourceFiles } from './source-files.ts';

export interface CheckOptions extends CheckedPlace {
  readonly project: Project;
  /** Of every engine. */
  readonly rules: readonly EngineRules[];
  /** The pipeline to check, with its two schemas; null: all pipelines and all schemas. */
  readonly pipeline: string | null;
}

/** What was checked, and what was found. */
export interface Check {
  /** Versions of the schemas that could be read. */
  readonly schemas: readonly number[];
  readonly pipelines: readonly string[];
  /** By file, line and code: the same files give the same list. */
  readonly findings: readonly Finding[];
}

/**
 * All that can be said of schemas and pipelines without data.
 *
 * @throws {NtomError} `PIPELINE_NOT_FOUND` for a pipeline that was named; `INTERRUPTED`. All else is a finding.
 */
export async function runCheck(options: CheckOptions): Promise<Check> {
  const { project, pipeline } = options;
  const sources = sourceFiles(project.directory);
  const read = await readDefinitions(project, pipeline, sources);
  const findings = [
    ...read.findings,
    ...checkReleases(project, read.schemas),
    ...(await checkExtracts(project, read.schemas)),
    ...read.schemas.flatMap((schema) => checkSchema(schema, rulesFor(schema, read.schemas, options), options, sources)),
    ...read.pipelineNames.flatMap((name) => checkFiles(name, project, sources)),
    ...read.pipelines.flatMap((each) => checkPipeline(each, options, sources)),
    ...(await checkDatabases(read, options, sources)),
  ];
  return {
    schemas: read.schemas.map(({ version }) => version),
    pipelines: read.pipelineNames,
    findings: inOrder(findings),
  };
}

/** Nobody moves to another engine with an older schema: for those, the rules of the place's engine alone. */
function rulesFor(
  schema: SchemaDefinition,
  schemas: readonly SchemaDefinition[],
  { rules, dialect }: CheckOptions,
): readonly EngineRules[] {
  const isNewest = schemas.every(({ version }) => version <= schema.version);
  return rules.filter(({ engine }) => isNewest || engine === dialect.engine);
}

function checkSchema(
  schema: SchemaDefinition,
  rules: readonly EngineRules[],
  { dialect, project }: CheckOptions,
  sources: SourceFiles,
): readonly Finding[] {
  return [
    ...checkEngines(schema, rules, dialect.engine, sources),
    ...checkMarks(schema, sources),
    ...(isReleased(project, schema.version) ? [] : checkPrimaryKeys(schema, sources)),
  ];
}

/** What is wrong with the list of releases is found by `checkReleases`. */
function isReleased(project: Project, version: number): boolean {
  try {
    return project.releases().has(version);
  } catch {
    return false;
  }
}

/** By the text of the files: of a pipeline that cannot be loaded too. */
function checkFiles(name: string, { imports }: Project, sources: SourceFiles): readonly Finding[] {
  const { files, findings } = checkImports(name, sources, imports);
  return [...findings, ...checkTodos(files, sources), ...checkCode(files, sources)];
}

/** By its definition, and before any database is asked. */
function checkPipeline(
  pipeline: PipelineDefinition,
  { rules, dialect }: CheckOptions,
  sources: SourceFiles,
): readonly Finding[] {
  return checkSql(pipeline, sources, { rules, engine: dialect.engine });
}
