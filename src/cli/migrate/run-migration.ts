import { failure } from '../../errors.ts';
import { choosePath, type Step } from '../../project/migration-path.ts';
import { extractDefaults } from '../option-values.ts';
import { placeOf, type Place } from '../place.ts';
import { readRecords } from '../records/read-records.ts';
import type { CommandResult } from '../report/report.ts';
import type { Session } from '../session.ts';
import { tellStaleDatabases } from '../stale-databases.ts';
import { migrationResult, nothingToDo, provedStep, type ProvedStep } from './migration-result.ts';
import { planMigration } from './plan-migration.ts';
import { planText } from './plan-text.ts';

export interface MigrateRequest {
  /** M; undefined: the newest schema. */
  readonly to?: number | undefined;
  readonly dryRun: boolean;
  readonly strict: boolean;
  readonly workers?: number | undefined;
}

/** Extract, load and verify. */
const phasesOfStep = 3;

/** Tells the plan, then leads from the newest database to schema M. A dry run ends with the plan, and changes nothing. */
export async function runMigration(session: Session, request: MigrateRequest): Promise<CommandResult> {
  const place = await placeOf(session, undefined);
  const to = await targetVersion(place, request.to);
  const existing = await place.versions();
  const from = existing.at(-1);
  if (from === undefined) throw noDatabase(place);
  if (!request.dryRun) await removeLeft(place, from);
  const path = choosePath(place.project.pipelineNames(), from, to);
  refuseExisting(path.steps, existing, place);
  await tellStaleDatabases({ session, place, existing }, request.strict);
  if (path.steps.length === 0) return nothingToDo(place, to, existing);
  const plan = await planned(session, { place, from, to, path });
  if (request.dryRun) return { ...plan, command: 'migrate', isAnswer: true, next: 'ntom migrate' };
  session.report.step(plan);
  session.report.phases = path.steps.length * phasesOfStep;
  const proved: ProvedStep[] = [];
  for (const step of path.steps) proved.push(await runStep(session, step, request));
  return migrationResult(place, { from, to, existing, proved });
}

async function targetVersion({ project }: Place, wanted: number | undefined): Promise<number> {
  const to = wanted ?? project.schemaVersions().at(-1);
  if (to === undefined) throw failure('SCHEMA_NOT_FOUND', { version: 1, versions: [] });
  await project.schema(to);
  return to;
}

function noDatabase({ project, url, adopted }: Place): Error {
  const newest = project.schemaVersions().at(-1) ?? 1;
  return failure('DATABASE_NONE', { app: project.app, place: url }).withAftermath({
    state: [...adopted.values()].map(({ label }) => ({ what: label, is: 'missing' })),
    next: adopted.size === 0 ? `ntom create ${newest}` : 'ntom status',
  });
}

/** A run that was ended when a database had its name already made that step complete, and another one does not do it again. */
async function removeLeft({ dialect, locate, adopted }: Place, version: number): Promise<void> {
  if (!adopted.has(version)) await dialect.removeLeftovers(locate(version));
}

/** Before the first step: a chain that cannot end is not begun. */
function refuseExisting(steps: readonly Step[], existing: readonly number[], { locate, locateNew }: Place): void {
  for (const step of steps) locateNew(step.to);
  const blocked = steps.find((step) => existing.includes(step.to));
  if (blocked === undefined) return;
  const database = locate(blocked.to).label;
  throw failure('MIGRATION_TARGET_EXISTS', { database, pipeline: blocked.name }).withAftermath({
    state: existing.map((each) => ({ what: locate(each).label, is: 'unchanged' })),
    next: `ntom extract ${blocked.name}`,
  });
}

type PlanGiven = Omit<Parameters<typeof planMigration>[0], 'records'>;

async function planned(session: Session, given: PlanGiven): Promise<CommandResult> {
  const { project } = given.place;
  const records = readRecords(project.directory, (message) => session.report.onEvent({ type: 'notice', message }));
  const plan = await planMigration({ ...given, records });
  return { command: 'plan', data: { plan }, text: planText(plan, project), isAnswer: false, next: null };
}

/** What an earlier run extracted is extracted again: that the pipeline is still the same, no extract can tell. */
async function runStep(session: Session, step: Step, { strict, workers }: MigrateRequest): Promise<ProvedStep> {
  const { extractPhase } = await import('../extract-phase.ts');
  const { loadPhase } = await import('../load-phase.ts');
  session.signal.throwIfAborted();
  session.report.step(await extractPhase(session, { pipeline: step.name, ...extractDefaults, workers }));
  session.signal.throwIfAborted();
  const loaded = await loadPhase(session, { version: step.to, replace: false, strict, verify: 'full', workers });
  session.report.step(loaded);
  return provedStep(step, loaded);
}
