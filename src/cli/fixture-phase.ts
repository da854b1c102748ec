import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { manifestFile } from '../format/file-name.ts';
import type { Manifest } from '../format/manifest.ts';
import type { FormatName } from '../format/row-codec.ts';
import type { GenerateOptions } from '../fixture/generate/generate-fixture.ts';
import type { FewerRows } from '../fixture/generate/make-up-rows.ts';
import type { RowsFrom } from '../fixture/open-rows.ts';
import type { FixtureOptions } from '../fixture/run-fixture.ts';
import { parseCondition } from './arguments.ts';
import { extractFolder, shownFolder } from './extract-folder.ts';
import { maskKeyOf } from './mask-key.ts';
import { placeOf } from './place.ts';
import { aligned } from './report/columns.ts';
import { counted } from './report/numbers.ts';
import type { CommandResult } from './report/report.ts';
import type { Session } from './session.ts';

export interface FixtureRequest {
  readonly version: number;
  readonly name: string;
  readonly from?: string | undefined;
  readonly in?: string | undefined;
  readonly rows: number;
  readonly seed: string;
  /** `city: country_code = 'FR'` */
  readonly where: readonly string[];
  readonly withChildren: readonly string[];
  readonly cover: boolean;
  readonly mask: boolean;
  readonly format: FormatName;
  /** So many rows of each table are made up; left out: they are taken. */
  readonly generate?: number | undefined;
}

interface Made {
  readonly manifest: Manifest;
  readonly uncovered: readonly string[];
  /** null: the rows are taken. */
  readonly fewer: readonly FewerRows[] | null;
}

/** Makes a fixture as a command asks for it. */
export async function fixturePhase(session: Session, request: FixtureRequest): Promise<CommandResult> {
  const { version, name, rows, generate } = request;
  const project = await session.project();
  const schema = await project.schema(version);
  const directory = join(project.fixturesDirectory(version), name);
  const fixture = { ...request, schema, directory, signal: session.signal, onEvent: session.report.onEvent };
  const { manifest, uncovered, fewer } =
    generate === undefined
      ? await taken(session, request, fixture)
      : await generateFixture({ ...fixture, rows: generate });
  const { contentId, tables } = manifest;
  const all = tables.reduce((sum, table) => sum + table.rows, 0);
  const folder = shownFolder(project, directory);
  const lines = tables.map((table) => [table.name, counted(table.rows, 'row')]);
  return {
    command: 'fixture',
    data: {
      schema: version,
      name,
      directory,
      contentId,
      rows: all,
      uncovered,
      ...(fewer === null ? {} : { fewer }),
      tables: tables.map((table) => ({ name: table.name, rows: table.rows })),
    },
    text: [
      `${folder} is complete: ${counted(all, 'row')}`,
      aligned(lines),
      ...maskedText(manifest),
      ...fewerText(fewer ?? []),
      ...uncoveredText(uncovered, generate === undefined ? `--rows ${rows}` : `--generate ${generate}`),
      `in a test: await fixture(${version}, '${name}'), of ntom/testing`,
    ].join('\n'),
    isAnswer: false,
    next: null,
  };
}

type FixtureOfCommand = Pick<FixtureOptions, 'schema' | 'directory' | 'format' | 'signal' | 'onEvent'>;

async function taken(session: Session, request: FixtureRequest, fixture: FixtureOfCommand): Promise<Made> {
  const { rows, seed, where, withChildren, cover, mask } = request;
  const { runFixture } = await import('../fixture/run-fixture.ts');
  const made = await runFixture({
    ...fixture,
    from: await rowsFrom(session, request),
    wanted: { rows, seed, where: conditionsOf(where), withChildren, covers: cover },
    maskKey: mask ? () => maskKeyOf(session) : null,
  });
  return { ...made, fewer: null };
}

async function generateFixture(options: GenerateOptions): Promise<Made> {
  const generate = await import('../fixture/generate/generate-fixture.ts');
  return await generate.generateFixture(options);
}

function maskedText({ fixture }: Manifest): readonly string[] {
  const masked = fixture?.masked ?? [];
  if (masked.length === 0) return [];
  return ['masked', aligned(masked.map(({ table, column, as }) => [`${table}.${column}`, as]))];
}

const mostShown = 3;

/** Why there is no example of something. `asked`: the option that said how many rows. */
function uncoveredText(uncovered: readonly string[], asked: string): readonly string[] {
  if (uncovered.length === 0) return [];
  const more = uncovered.length - mostShown;
  const shown = [...uncovered.slice(0, mostShown), ...(more > 0 ? [`${more} more`] : [])].join('; ');
  return [`more rows than ${asked} would be examples of ${shown}`];
}

/** What stands in the way of another row of a table. */
function fewerText(fewer: readonly FewerRows[]): readonly string[] {
  return fewer.map(({ table, rows, columns, rule }) => {
    const of = columns.length === 0 ? '' : ` (${columns.join(', ')})`;
    return `no more than ${counted(rows, 'row')} of ${table} can be made up${of}: ${rule}`;
  });
}

/** A database of the schema where there is one, else its extract. */
async function rowsFrom(session: Session, { version, from, in: named }: FixtureRequest): Promise<RowsFrom> {
  if (named !== undefined) return { extract: await extractFolder(session, named, version) };
  const { dialect, locate } = await placeOf(session, from);
  const database = locate(version);
  const extract = await extractFolder(session, undefined, version);
  if (from === undefined && (await database.sizeBytes()) === null && existsSync(join(extract, manifestFile)))
    return { extract };
  return { dialect, database };
}

function conditionsOf(where: readonly string[]): ReadonlyMap<string, string> {
  return new Map(where.map(parseCondition));
}
