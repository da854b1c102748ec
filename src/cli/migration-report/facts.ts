import type { TableLineage } from '../../authoring/lineage/lineage-of.ts';
import type { SchemaRecord } from '../../dialects/source.ts';
import type { Manifest } from '../../format/manifest.ts';
import type { PipelineDefinition } from '../../pipeline/definition.ts';
import type { SchemaDefinition } from '../../schema/definition.ts';
import type { Difference } from '../../schema/diff/difference.ts';
import type { RunRecord } from '../records/run-record.ts';
import type { Step } from '../../project/migration-path.ts';

/** An extract that is of the step. */
export interface ExtractFacts {
  /** As people call it. */
  readonly folder: string;
  readonly manifest: Manifest;
  /** Of the file `manifest.json`. */
  readonly sha256: string;
}

export interface DatabaseFacts {
  readonly label: string;
  readonly version: number;
  /** null: it cannot be told. */
  readonly bytes: number | null;
  /** null: not made by ntom. */
  readonly record: SchemaRecord | null;
}

/** All that is known of one step from schema N to schema M. What is not known is null, and `unknown` says so. */
export interface ReportFacts {
  readonly app: string;
  readonly step: Step;
  /** ISO 8601. */
  readonly madeAt: string;
  /** `ntom 0.1.0`, and of Node.js `24.21.0`: those that made the report. */
  readonly tool: string;
  readonly node: string;
  readonly from: SchemaDefinition;
  readonly to: SchemaDefinition;
  readonly differences: readonly Difference[];
  readonly pipeline: PipelineDefinition | null;
  readonly lineage: readonly TableLineage[] | null;
  readonly extract: ExtractFacts | null;
  /** Of schema N, then of schema M; those that there are. */
  readonly databases: readonly DatabaseFacts[];
  /** Runs of this step whose extract is this one. */
  readonly runs: readonly RunRecord[];
  /** What the report does not say, and why, in sentences. */
  readonly unknown: readonly string[];
}

/** The last run of a command in this step; undefined: there is none that is known. */
export function runOf({ runs }: ReportFacts, command: RunRecord['command']): RunRecord | undefined {
  return runs.find((run) => run.command === command);
}
