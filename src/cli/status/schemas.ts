import { reasonOf } from '../../errors.ts';
import type { Project } from '../../project/project.ts';

export interface SchemaStatus {
  readonly version: number;
  /** null: the file cannot be loaded. */
  readonly fingerprint: string | null;
  readonly problem: string | null;
}

/** A schema file that cannot be loaded does not hide the others. */
export async function schemasOf(project: Project): Promise<readonly SchemaStatus[]> {
  const found: SchemaStatus[] = [];
  for (const version of project.schemaVersions()) found.push(await schemaStatus(project, version));
  return found;
}

async function schemaStatus(project: Project, version: number): Promise<SchemaStatus> {
  try {
    const { fingerprint } = await project.schema(version);
    return { version, fingerprint, problem: null };
  } catch (thrown) {
    return { version, fingerprint: null, problem: reasonOf(thrown) };
  }
}

/** How a fingerprint that was found compares with the schema file of its version. */
export type Match = 'same' | 'different' | 'unknown';

export function matchOf(schemas: readonly SchemaStatus[], version: number, fingerprint: string): Match {
  const declared = schemas.find((schema) => schema.version === version)?.fingerprint ?? null;
  if (declared === null) return 'unknown';
  return declared === fingerprint ? 'same' : 'different';
}
