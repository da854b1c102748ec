import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceFiles } from '../../authoring/check/source-files.ts';
import { lineageOf } from '../../authoring/lineage/lineage-of.ts';
import { NtomError, reasonOf } from '../../errors.ts';
import { oneLine } from '../../errors/one-line.ts';
import { directoryStore } from '../../format/directory-store.ts';
import { manifestFile } from '../../format/file-name.ts';
import { readManifest } from '../../format/manifest-file.ts';
import { packageVersion } from '../../package-version.ts';
import type { PipelineDefinition } from '../../pipeline/definition.ts';
import type { Step } from '../../project/migration-path.ts';
import { diffSchemas } from '../../schema/diff/diff-schemas.ts';
import { shownFolder } from '../extract-folder.ts';
import { recordOf } from '../origin.ts';
import { placeOf, type Place } from '../place.ts';
import { readRecords } from '../records/read-records.ts';
import type { Session } from '../session.ts';
import type { DatabaseFacts, ExtractFacts, ReportFacts } from './facts.ts';
import { reportStep } from './report-step.ts';
import { runsOfStep } from './runs-of-step.ts';

type Tell = (sentence: string) => void;

/**
 * All that is known of a step. Databases are opened one after the other, and no row is read.
 *
 * @param subject See `reportStep`.
 * @throws {NtomError} `REPORT_NOTHING`; `SCHEMA_NOT_FOUND` and others of schema files.
 */
export async function gatherFacts(session: Session, subject: string | undefined): Promise<ReportFacts> {
  session.signal.throwIfAborted();
  const unknown: string[] = [];
  const tell: Tell = (sentence) => void unknown.push(sentence);
  const place = await placeOf(session, undefined);
  const { project } = place;
  const records = readRecords(project.directory, tell);
  const step = await reportStep(place, subject, records);
  const [from, to] = [await project.schema(step.from), await project.schema(step.to)];
  const pipeline = await known(`the pipeline ${step.name}`, tell, () => project.pipeline(step.name));
  const extract = await known('the extract', tell, () => extractOf(place, step));
  return {
    app: project.app,
    step,
    madeAt: new Date().toISOString(),
    tool: `ntom ${packageVersion()}`,
    node: session.context.nodeVersion,
    from,
    to,
    differences: diffSchemas(from, to),
    pipeline,
    lineage: pipeline === null ? null : await lineageIn(place, pipeline, tell),
    extract,
    databases: await databasesOf(place, step, tell),
    runs: runsOfStep(records, step, extract?.manifest.contentId ?? null, tell),
    unknown,
  };
}

/** null if it fails: then a sentence says what is not known, and why. */
async function known<T>(what: string, tell: Tell, find: () => Promise<T>): Promise<T | null> {
  try {
    return await find();
  } catch (thrown) {
    if (thrown instanceof NtomError && thrown.code === 'TWO_DATABASES') throw thrown;
    tell(`${what} is not known: ${oneLine(reasonOf(thrown))}`);
    return null;
  }
}

async function extractOf({ project }: Place, { from, to }: Step): Promise<ExtractFacts> {
  const directory = project.extractDirectory(to);
  const manifest = await readManifest(directoryStore(directory));
  if (manifest.source.schema !== from)
    throw new Error(`the one at hand was read from schema ${manifest.source.schema}, not ${from}`);
  const sha256 = createHash('sha256')
    .update(readFileSync(join(directory, manifestFile)))
    .digest('hex');
  return { folder: shownFolder(project, directory), manifest, sha256 };
}

async function lineageIn(
  { dialect, locate, project }: Place,
  pipeline: PipelineDefinition,
  tell: Tell,
): Promise<ReportFacts['lineage']> {
  const sources = sourceFiles(project.directory);
  const find = async (): Promise<ReportFacts['lineage']> => lineageOf(pipeline, { dialect, locate, sources });
  const lineage = await known('the lineage of the columns', tell, find);
  const missing = pipeline.tables.filter(({ table }) => lineage?.every((each) => each.table !== table) === true);
  for (const { table } of missing)
    tell(`the lineage of ${table} is not known: ntom check says what is wrong with its query`);
  return lineage;
}

async function databasesOf(place: Place, { from, to }: Step, tell: Tell): Promise<readonly DatabaseFacts[]> {
  const find = async (): Promise<readonly number[]> => place.versions();
  const versions = await known('what databases there are', tell, find);
  if (versions === null) return [];
  const found: DatabaseFacts[] = [];
  for (const version of versions.filter((each) => each === from || each === to)) {
    const database = await known(`the database of schema ${version}`, tell, () => databaseOf(place, version));
    if (database !== null) found.push(database);
  }
  if (!versions.includes(to)) tell(`there is no database of schema ${to}: it was not loaded, or it is elsewhere`);
  return found;
}

async function databaseOf(place: Place, version: number): Promise<DatabaseFacts> {
  const location = place.locate(version);
  return { label: location.label, version, bytes: await location.sizeBytes(), record: await recordOf(place, version) };
}
