import { failure } from '../../errors.ts';
import { directoryStore } from '../../format/directory-store.ts';
import { readManifest } from '../../format/manifest-file.ts';
import { parseStep, type Step } from '../../project/migration-path.ts';
import { recordOf } from '../origin.ts';
import type { Place } from '../place.ts';
import type { RunRecord } from '../records/run-record.ts';

/**
 * The step that a report is of.
 *
 * @param subject `2to3`, or `3` for the step that its extract, run or pipeline is of; undefined: the newest there is something to say of.
 * @throws {NtomError} `REPORT_NOTHING`.
 */
export async function reportStep(place: Place, subject: string | undefined, runs: readonly RunRecord[]): Promise<Step> {
  const named = subject === undefined ? null : parseStep(subject);
  if (named !== null) return named;
  const version = subject === undefined ? await newestVersion(place, runs) : Number(subject);
  const step = version === null ? null : await stepTo(place, version, runs);
  if (step === null) throw failure('REPORT_NOTHING', { version });
  return step;
}

/** Of the newest database that was loaded; else of the newest extract, run or pipeline. */
async function newestVersion(place: Place, runs: readonly RunRecord[]): Promise<number | null> {
  for (const version of (await place.versions()).toReversed()) if (await isLoaded(place, version)) return version;
  const { project } = place;
  const extracts: number[] = [];
  for (const version of project.schemaVersions()) if ((await sourceOf(place, version)) !== null) extracts.push(version);
  const ofRuns = runs.map(({ subject }) => stepNamed(subject).to);
  return extracts.at(-1) ?? ofRuns.toSorted((a, b) => a - b).at(-1) ?? lastPipeline(project.pipelineNames());
}

async function isLoaded(place: Place, version: number): Promise<boolean> {
  const record = await recordOf(place, version).catch(() => null);
  return record !== null && record.contentId !== null;
}

function lastPipeline(names: readonly string[]): number | null {
  const last = names.at(-1);
  return last === undefined ? null : stepNamed(last).to;
}

async function stepTo(place: Place, version: number, runs: readonly RunRecord[]): Promise<Step | null> {
  const from = await sourceOf(place, version);
  if (from !== null) return stepBetween(from, version);
  const steps = [...place.project.pipelineNames(), ...latestLast(runs).map(({ subject }) => subject)].map(stepNamed);
  return steps.findLast(({ to, from: begin }) => to === version && begin !== to) ?? null;
}

function latestLast(runs: readonly RunRecord[]): readonly RunRecord[] {
  return runs.toSorted((a, b) => (a.finishedAt < b.finishedAt ? -1 : 1));
}

/** The schema that the extract of a version was read from; null: there is none that can be read. */
async function sourceOf({ project }: Place, version: number): Promise<number | null> {
  const manifest = await readManifest(directoryStore(project.extractDirectory(version))).catch(() => null);
  return manifest?.source.schema ?? null;
}

function stepBetween(from: number, to: number): Step {
  return { name: from === to ? String(to) : `${from}to${to}`, from, to };
}

/** `3`: from schema 3 to itself. */
function stepNamed(name: string): Step {
  return parseStep(name) ?? stepBetween(Number(name), Number(name));
}
