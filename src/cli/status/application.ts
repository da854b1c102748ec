import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaVersionOf } from '../../guard.ts';

/** The application in a project's folder, as its `package.json` tells. */
export interface ApplicationStatus {
  /** `2.3.1`. */
  readonly release: string;
  /** The schema that the release needs: its major number. */
  readonly schema: number;
  /** Whether there is a database of that schema. */
  readonly hasDatabase: boolean;
}

/** null: there is no `package.json`, or its version is none of a release: `0.1.0`. */
export function applicationIn(directory: string, databases: readonly number[]): ApplicationStatus | null {
  try {
    const { version } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { version?: unknown };
    if (typeof version !== 'string') return null;
    const schema = schemaVersionOf(version);
    return { release: version, schema, hasDatabase: databases.includes(schema) };
  } catch {
    return null;
  }
}
