import type { Command } from 'commander';
import { failure } from '../../errors.ts';
import { migrationPath, type Step } from '../../project/migration-path.ts';
import { version, workers } from '../arguments.ts';
import { examples } from '../examples.ts';
import { extractDefaults } from '../option-values.ts';
import type { Place } from '../place.ts';
import type { CommandResult } from '../report/report.ts';
import type { Session } from '../session.ts';

export function addMigrate(program: Command, session: Session): void {
  program
    .command('migrate')
    .summary('both phases, as often as needed, from the newest database to schema M')
    .description(
      'Leads from the newest database there is to schema M by the fewest pipelines. Each step is extract, load and a full ' +
        'comparison. Every database on the way stays, so that any release can go back to its own.',
    )
    .option('--to <version>', 'M, the schema version (default: the newest there is)', version)
    .option('--strict', 'refuse to go on from what is not known to be as new as its source', false)
    .option('--workers <count>', 'how many work at the same time, at most (default: one for each core)', workers)
    .addHelpText('after', examples(['ntom migrate', 'to the newest schema'], ['ntom migrate --to 3', 'to schema 3']))
    .action(async (options: MigrateOptions) => session.report.done(await migrate(session, options)));
}

interface MigrateOptions {
  readonly to?: number;
  readonly strict: boolean;
  readonly workers?: number;
}

async function migrate(session: Session, { to: wanted, ...options }: MigrateOptions): Promise<CommandResult> {
  const { placeOf } = await import('../place.ts');
  const { tellStaleDatabases } = await import('../stale-databases.ts');
  const place = await placeOf(session, undefined);
  const to = wanted ?? place.project.schemaVersions().at(-1);
  if (to === undefined) throw failure('SCHEMA_NOT_FOUND', { version: 1, versions: [] });
  await place.project.schema(to);
  const existing = await place.versions();
  const from = existing.at(-1);
  if (from === undefined) throw noDatabase(place);
  await removeLeft(place, from);
  const steps = migrationPath(place.project.pipelineNames(), from, to);
  refuseExisting(steps, existing, place);
  await tellStaleDatabases({ session, place, existing }, options.strict);
  for (const step of steps) await runStep(session, step, options);
  return result(place, from, to, steps);
}

/** A run that was ended when a database had its name already made that step complete, and another one does not do it again. */
async function removeLeft({ dialect, locate, adopted }: Place, version: number): Promise<void> {
  if (!adopted.has(version)) await dialect.removeLeftovers(locate(version));
}

function noDatabase({ project, url, adopted }: Place): Error {
  const newest = project.schemaVersions().at(-1) ?? 1;
  return failure('DATABASE_NONE', { app: project.app, place: url }).withAftermath({
    state: [...adopted.values()].map(({ label }) => ({ what: label, is: 'missing' })),
    next: adopted.size === 0 ? `ntom create ${newest}` : 'ntom status',
  });
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

async function runStep(session: Session, step: Step, { strict, workers }: MigrateOptions): Promise<void> {
  const { extractPhase } = await import('../extract-phase.ts');
  const { loadPhase } = await import('../load-phase.ts');
  session.signal.throwIfAborted();
  session.report.step(await extractPhase(session, { pipeline: step.name, ...extractDefaults, workers }));
  session.signal.throwIfAborted();
  session.report.step(await loadPhase(session, { version: step.to, replace: false, strict, verify: 'full', workers }));
}

function result({ locate }: Place, from: number, to: number, steps: readonly Step[]): CommandResult {
  const database = locate(to);
  const names = steps.map((step) => step.name);
  const text =
    steps.length === 0
      ? `nothing to do: ${database.label} is there`
      : `migrated from schema ${from} to ${to} by ${names.join(', ')}\n  ${String(database)}`;
  return { command: 'migrate', data: { from, to, pipelines: names, database }, text, isAnswer: false, next: null };
}
