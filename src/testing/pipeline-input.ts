import type { Dialect } from '../dialects/dialect.ts';
import { localDialect } from '../dialects/registry.ts';
import type { Source } from '../dialects/source.ts';
import type { SchemaDefinition } from '../schema/definition.ts';
import { cacheFolder } from './cache-folder.ts';
import { explained, findFixture } from './find-fixture.ts';
import type { Fixture } from './fixture.ts';
import { givenRows } from './given-rows.ts';
import { openedFixture } from './opened-fixture.ts';
import { templateOf } from './template.ts';
import { fixtureFolders, type ProjectOptions } from './test-project.ts';

/** Rows by table where the compiler does not know the schema. */
export type LooseRows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** What a pipeline is to read: a fixture by its name, the database that a test has of one, or rows by table. */
export type PipelineInput<R = LooseRows> = string | Fixture | PromiseLike<Fixture> | R;

/** A database of schema N, and the dialect of its engine. */
export interface OpenInput {
  readonly dialect: Dialect;
  open(): Promise<Source>;
}

/** Waits for a promised fixture. Nobody else can dispose of it, so that disposing of the input does; all else stays. */
export async function givenInput(input: PipelineInput<object>): Promise<AsyncDisposable & { input: string | object }> {
  const isPromised = typeof input === 'object' && 'then' in input && typeof input.then === 'function';
  const given = await input;
  return {
    input: given,
    [Symbol.asyncDispose]: async () => (isPromised ? (given as Fixture).dispose() : undefined),
  };
}

/**
 * How the database of schema N is opened that the input is, or is of.
 *
 * @throws {NtomError} `FIXTURE_MISSING` and what else finding and loading a fixture throw; `TEST_ROW_REFUSED`, `EXTRACT_TABLE_UNKNOWN`.
 */
export async function openInput(
  schema: SchemaDefinition,
  input: string | object,
  options: ProjectOptions,
): Promise<OpenInput> {
  const dialect = await localDialect();
  if (typeof input === 'string') return namedFixture(schema, input, options);
  const opened = openedFixture(input);
  if (opened !== undefined) return opened;
  const given = givenRows(schema, input as LooseRows);
  return { dialect, open: () => dialect.memory.open(schema, given) };
}

/** The template itself, which nobody writes to: no copy is needed. */
async function namedFixture(schema: SchemaDefinition, name: string, options: ProjectOptions): Promise<OpenInput> {
  const dialect = await localDialect();
  const folders = fixtureFolders(options);
  const found = findFixture(schema, name, folders);
  const place = `${dialect.engine}:${cacheFolder(folders.project)}`;
  const template = await templateOf({ ...found, schema, dialect, place }).catch((thrown: unknown) => {
    throw explained(thrown, found.named);
  });
  return { dialect, open: () => dialect.openSource(template) };
}
