import { contentIdOf } from '../format/content-id.ts';
import type { Undescribed } from '../format/data-package.ts';
import { manifestFormat, requirementsOf, type Manifest, type ManifestTable } from '../format/manifest.ts';
import { packageVersion } from '../package-version.ts';
import type { ExtractRun } from './write-table.ts';

/** What the manifest of a finished extract says. */
export function extractManifest(
  run: ExtractRun,
  tables: readonly ManifestTable[],
  accounting: Manifest['accounting'],
  startedAt: Date,
): Undescribed {
  const { from, to } = run.pipeline;
  const { source } = run;
  return {
    format: manifestFormat,
    requires: [...requirementsOf(tables)],
    source: {
      schema: from.version,
      fingerprint: from.fingerprint,
      engine: run.dialect.engine,
      version: source.engineVersion,
      snapshot: source.snapshotMethod,
      changeToken: source.changeToken,
    },
    target: { schema: to.version, fingerprint: to.fingerprint },
    contentId: contentIdOf(tables),
    encoding: run.format,
    tables,
    accounting,
    rejects: 0,
    run: { tool: `ntom ${packageVersion()}`, startedAt: startedAt.toISOString(), finishedAt: new Date().toISOString() },
    fixture: null,
    sealed: [],
  };
}
