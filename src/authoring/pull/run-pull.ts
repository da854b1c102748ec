import type { Dialect } from '../../dialects/dialect.ts';
import type { DatabaseLocation } from '../../dialects/location.ts';
import { failure, NtomError, type Aftermath } from '../../errors.ts';
import type { Finding } from '../../finding.ts';
import type { Project } from '../../project/project.ts';
import { fingerprint } from '../../schema/fingerprint.ts';
import { asSchema } from './as-schema.ts';
import { schemaText, type SchemaContent } from './schema-text/schema-text.ts';
import { schemaFile } from '../../project/definition-files.ts';
import { writeSchemaFile } from './write-schema-file.ts';

export interface PullOptions {
  readonly project: Project;
  readonly version: number;
  readonly dialect: Dialect;
  readonly source: DatabaseLocation;
  /** Whether a schema file that is there may go. */
  readonly replace: boolean;
  /** false: nothing is written. */
  readonly write: boolean;
  readonly signal: AbortSignal;
}

export interface PulledSchema {
  readonly content: SchemaContent;
  /** The schema file. */
  readonly text: string;
  /** From the project's folder. */
  readonly file: string;
  /** false: it was not asked for, or the file is there and has this text. */
  readonly isWritten: boolean;
  readonly findings: readonly Finding[];
}

/**
 * Describes a live database as a schema, whatever made it, and writes `schemas/vN.ts`. The file is tried before it gets its
 * name: it declares exactly what was described.
 *
 * @throws {NtomError} `PULL_WITHOUT_TABLES`, `SCHEMA_FILE_EXISTS`, `SCHEMA_RELEASED_CHANGED`, `WRITE_FAILED`, `INTERRUPTED`, and
 * those of opening a database.
 */
export async function runPull(options: PullOptions): Promise<PulledSchema> {
  const file = schemaFile(options.version);
  try {
    const { content, notes } = await describe(options);
    options.signal.throwIfAborted();
    const text = schemaText(content, notes);
    const isWritten =
      options.write && (await writeSchemaFile(options, text, fingerprint({ ...content, statements: [] })));
    return { content, text, file, isWritten, findings: notes.map(({ finding }) => ({ ...finding, file })) };
  } catch (error) {
    if (!(error instanceof NtomError)) throw error;
    throw error.withAftermath(aftermath(options, file, error));
  }
}

function aftermath({ version, source }: PullOptions, file: string, { code }: NtomError): Aftermath {
  const isMissing = code === 'SOURCE_MISSING';
  return {
    state: [
      { what: source.label, is: isMissing ? 'missing' : 'unchanged' },
      { what: file, is: 'not written' },
    ],
    next: nextCommand(version, code),
  };
}

function nextCommand(version: number, code: string): string {
  if (code === 'SOURCE_MISSING') return 'ntom status';
  return code === 'PULL_WITHOUT_TABLES' ? `ntom url ${version}` : `ntom pull ${version}`;
}

async function describe({ dialect, source: location, version, signal }: PullOptions) {
  await using source = await dialect.openSource(location);
  const pulled = await source.pull(signal);
  const described = asSchema(version, pulled);
  if (described.content.tables.length > 0) return described;
  const leftOut = pulled.tables.length + pulled.beyond.length;
  throw failure('PULL_WITHOUT_TABLES', { database: location.label, leftOut });
}
