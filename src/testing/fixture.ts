import type { AccessAt } from '../dialects/access-at.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { DatabaseLocation } from '../dialects/location.ts';
import { dialectOf, localDialect } from '../dialects/registry.ts';
import { absolutePlace } from '../project/place.ts';
import type { Project } from '../project/project.ts';
import type { SchemaDefinition } from '../schema/definition.ts';
import { cacheFolder } from './cache-folder.ts';
import { explained, findFixture, type FoundFixture } from './find-fixture.ts';
import { rememberFixture } from './opened-fixture.ts';
import { templateOf } from './template.ts';
import { fixtureFolders, testProject, testSchema, type ProjectOptions } from './test-project.ts';

export interface FixtureOptions<At extends string = string> extends ProjectOptions {
  /** Where the database is to be: in memory, in a file, or at a place, by its URL. Default `memory`. */
  readonly at?: At;
}

/** A database of one test. Disposing of it removes it. */
export type Fixture<At extends string = string> = AccessAt<At> &
  AsyncDisposable & { readonly dispose: () => Promise<void> };

/**
 * A fresh database with the rows of a fixture: of `test/fixtures/v3/small` by `fixture(3, 'small')`. Nobody else has it.
 *
 * @param schema The version of a schema of the project, or the schema itself.
 * @throws {NtomError} `FIXTURE_MISSING`, `FIXTURE_OF_OTHER_SCHEMA`, `FIXTURE_ALTERED`, `PROJECT_NOT_FOUND`; what is wrong with schema or place.
 */
export async function fixture<const At extends string = 'memory'>(
  schema: number | SchemaDefinition,
  name: string,
  options: FixtureOptions<At> = {},
): Promise<Fixture<At>> {
  const project = await testProject(options);
  const definition = typeof schema === 'number' ? await testSchema(project, schema) : schema;
  const found = findFixture(definition, name, fixtureFolders(options));
  try {
    // Which of them it is follows from `at`.
    return (await copied(project, { ...found, schema: definition }, options.at ?? 'memory')) as never;
  } catch (thrown) {
    throw explained(thrown, found.named);
  }
}

async function copied(
  { app, directory }: Project,
  wanted: FoundFixture & { readonly schema: SchemaDefinition },
  at: string,
): Promise<Fixture> {
  const { dialect, templates, copies } = await placesOf(at, directory);
  const template = await templateOf({ ...wanted, dialect, place: templates });
  if (at === 'memory') return inMemory(template);
  const copy = await dialect.copies.make(template, copies, { app, version: wanted.schema.version });
  const dispose = (): Promise<void> => copy.remove();
  const fixture = { ...copy.access, dispose, [Symbol.asyncDispose]: dispose };
  return rememberFixture(fixture, { dialect, open: () => dialect.openSource(copy.location) });
}

async function inMemory(template: DatabaseLocation): Promise<Fixture> {
  const dialect = await localDialect();
  const access = await dialect.memory.copy(template);
  const dispose = async (): Promise<void> => void access.database.close();
  const fixture = { ...access, dispose, [Symbol.asyncDispose]: dispose };
  return rememberFixture(fixture, { dialect, open: () => dialect.memory.openCopy(access) });
}

interface Places {
  readonly dialect: Dialect;
  /** The URLs of the places of the template and of its copies. */
  readonly templates: string;
  readonly copies: string;
}

/** Templates of files are in the project's cache, beside their copies if these have no place of their own. */
async function placesOf(at: string, directory: string): Promise<Places> {
  const isNamed = at !== 'memory' && at !== 'file';
  const dialect = isNamed ? await dialectOf(at) : await localDialect();
  const copies = isNamed ? absolutePlace(at, process.cwd()) : '';
  if (isNamed && dialect.locateNamed(copies, 'ntom').folder === null) return { dialect, templates: copies, copies };
  const templates = `${dialect.engine}:${cacheFolder(directory)}`;
  return { dialect, templates, copies: isNamed ? copies : templates };
}
