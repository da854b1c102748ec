import { reasonOf } from '../../errors.ts';
import type { Project } from '../../project/project.ts';

export interface SchemaStatus {
  readonly version: number;
  /** null: the file cannot be loaded. */
  readonly fingerprint: string | null;
  /** The day, `YYYY-MM-DD`; null: it is not released, or `schemas/lock.json` cannot be read. */
  readonly releasedAt: string | null;
  readonly problem: string | null;
}

/** A schema file that cannot be loaded does not hide the others. */
export async function schemasOf(project: Project): Promise<readonly SchemaStatus[]> {
  const releases = releasesOf(project);
  const found: SchemaStatus[] = [];
  for (const version of project.schemaVersions()) {
    found.push(await schemaStatus(project, version, releases.get(version)?.releasedAt ?? null));
  }
  return found;
}

/** None if they cannot be read: then no schema can be loaded, and each says why. */
function releasesOf(project: Project): ReturnType<Project['releases']> {
  try {
    return project.releases();
  } catch {
    return new Map();
  }
}

async function schemaStatus(project: Project, version: number, releasedAt: string | null): Promise<SchemaStatus> {
  try {
    const { fingerprint } = await project.schema(version);
    return { version, fingerprint, releasedAt, problem: null };
  } catch (thrown) {
    return { version, fingerprint: null, releasedAt, problem: reasonOf(thrown) };
  }
}

/** How a fingerprint that was found compares with the schema file of its version. */
export type Match = 'same' | 'different' | 'unknown';

export function matchOf(schemas: readonly SchemaStatus[], version: number, fingerprint: string): Match {
  const declared = schemas.find((schema) => schema.version === version)?.fingerprint ?? null;
  if (declared === null) return 'unknown';
  return declared === fingerprint ? 'same' : 'different';
}
