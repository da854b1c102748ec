import type { DatabaseLocation } from '../dialects/location.ts';
import { dialectOf } from '../dialects/registry.ts';
import { failure } from '../errors.ts';
import type { Rehearsal } from '../extract/rehearse/run-rehearsal.ts';
import { definitionFile } from '../project/definition-files.ts';
import { filesFingerprint } from '../project/files-fingerprint.ts';
import type { Project } from '../project/project.ts';
import { chunkRows, type ExtractRequest } from './extract-phase.ts';
import { extractDefaults } from './option-values.ts';
import { placeOf } from './place.ts';
import { recorded } from './records/recorded.ts';
import { rejectedTables } from './records/rejected-rows.ts';
import { rehearsalText } from './rehearsal-text.ts';
import { shellWord } from './report/next-command.ts';
import type { CommandResult } from './report/report.ts';
import type { Session } from './session.ts';
import { extractThreads } from './threads/thread-plan.ts';

export type RehearseRequest = Omit<ExtractRequest, 'out' | 'table'>;

/**
 * Rehearses phase 1 as a command asks for it.
 *
 * @throws {NtomError} `REHEARSAL_REJECTED`, with the whole result, after telling it.
 */
export async function rehearsePhase(session: Session, request: RehearseRequest): Promise<CommandResult> {
  const { project, url, dialect, locate } = await placeOf(session, request.from);
  const files = filesFingerprint(project.directory, definitionFile(request.pipeline));
  const pipeline = await project.pipeline(request.pipeline);
  const { runRehearsal } = await import('../extract/rehearse/run-rehearsal.ts');
  const source = locate(pipeline.from.version);
  const target = await targetOf(project, pipeline.to.version);
  const threads = extractThreads(request.workers, {
    directory: project.directory,
    pipeline: request.pipeline,
    place: url,
    files,
  });
  const options = {
    pipeline,
    dialect,
    source,
    target,
    extracts: project.extractsDirectory,
    format: request.format,
    compression: request.compress ?? null,
    maxRejects: request.maxRejects,
    chunkRows,
    threads,
    signal: session.signal,
  };
  const run = { command: 'rehearse', subject: pipeline.name, workers: threads.most, schema: pipeline.to } as const;
  const rehearsal = await recorded(session, run, async (recorder) => {
    const found = await runRehearsal({ ...options, onEvent: recorder.listening(session.report.onEvent) });
    recorder.contentId = found.contentId;
    if (found.rejects.rows > 0) recorder.outcome = 'REHEARSAL_REJECTED';
    recorder.rejected = rejectedTables(rejectedOf(found), found.rejects.reasons, pipeline.to);
    return found;
  });
  const rows = rehearsal.tables.reduce((sum, table) => sum + table.rows, 0);
  const data = { pipeline: pipeline.name, schema: pipeline.to.version, rows, ...rehearsal };
  const text = rehearsalText(rehearsal, { pipeline: pipeline.name, source, target, project });
  const result = { command: 'rehearse', data, text, isAnswer: false, next: extractCommand(request) };
  if (rehearsal.rejects.rows === 0) return result;
  session.report.step({ ...result, next: null });
  throw failure('REHEARSAL_REJECTED', data);
}

function rejectedOf({ tables }: Rehearsal): readonly { table: string; rows: number }[] {
  return tables.filter(({ rejected }) => rejected > 0).map(({ name, rejected }) => ({ table: name, rows: rejected }));
}

/** Where a load without options would make the new database. */
async function targetOf({ place, app }: Project, version: number): Promise<DatabaseLocation> {
  return (await dialectOf(place)).locate(place, app, version);
}

/** The extract that was rehearsed. */
function extractCommand({ pipeline, from, format, compress }: RehearseRequest): string {
  const options = [
    ...(from === undefined ? [] : ['--from', from]),
    ...(format === extractDefaults.format ? [] : ['--format', format]),
    ...(compress === undefined ? [] : ['--compress', compress]),
  ];
  return ['ntom extract', pipeline, ...options.map(shellWord)].join(' ');
}
