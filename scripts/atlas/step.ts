import { dialectOf } from '../../src/dialects/registry.ts';
import { runExtract } from '../../src/extract/run-extract.ts';
import type { Manifest } from '../../src/format/manifest.ts';
import { runLoad } from '../../src/load/run-load.ts';
import type { PipelineDefinition } from '../../src/pipeline/definition.ts';
import type { SchemaDefinition } from '../../src/schema/definition.ts';

const uninterrupted = { signal: new AbortController().signal, onEvent: () => undefined };

/** Phase 1 on the application's database at a place. `directory`: absolute. */
export async function extractStep(place: string, pipeline: PipelineDefinition, directory: string): Promise<Manifest> {
  const dialect = await dialectOf(place);
  const source = dialect.locate(place, 'app', pipeline.from.version);
  const all = { format: 'csv', compression: null, tables: null, maxRejects: 100, chunkRows: 100_000 } as const;
  const { manifest } = await runExtract({ pipeline, dialect, source, directory, ...all, ...uninterrupted });
  return manifest;
}

/** Phase 2 into a fresh database at a place. `directory`: absolute. */
export async function loadStep(place: string, schema: SchemaDefinition, directory: string): Promise<Manifest> {
  const dialect = await dialectOf(place);
  const target = dialect.locate(place, 'app', schema.version);
  const options = { replace: false, verify: 'full' } as const;
  const { manifest } = await runLoad({ schema, dialect, target, directory, ...options, ...uninterrupted });
  return manifest;
}
