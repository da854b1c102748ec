import { schemaFile } from '../project/definition-files.ts';
import { filesFingerprint } from '../project/files-fingerprint.ts';
import { extractFolder, shownFolder } from './extract-folder.ts';
import { placeOf } from './place.ts';
import type { CommandResult } from './report/report.ts';
import { rollbackText } from './rollback-text.ts';
import type { Session } from './session.ts';
import { loadThreads } from './threads/thread-plan.ts';
import { wayBack } from './way-back.ts';

export interface RollbackRequest {
  readonly version: number;
  readonly in?: string | undefined;
  readonly to?: string | undefined;
  readonly workers?: number | undefined;
}

/** Tells what changed since a load as a command asks for it. */
export async function rollbackPhase(session: Session, request: RollbackRequest): Promise<CommandResult> {
  const place = await placeOf(session, request.to);
  const { project, url, dialect } = place;
  const files = filesFingerprint(project.directory, schemaFile(request.version));
  const schema = await project.schema(request.version);
  const database = place.locate(request.version);
  const directory = await extractFolder(session, request.in, request.version);
  const { runRollbackReport } = await import('../compare/run-rollback-report.ts');
  const report = await runRollbackReport({
    schema,
    dialect,
    target: database,
    directory,
    threads: loadThreads(request.workers, { directory: project.directory, schema: request.version, place: url, files }),
    signal: session.signal,
    onEvent: session.report.onEvent,
  });
  const back = await wayBack(session, place, { ...request, from: report.from });
  const { from: _, ...data } = report;
  return {
    command: 'rollback-report',
    data: { schema: request.version, database, directory, ...data, back },
    text: rollbackText(report, { database: database.label, extract: shownFolder(project, directory), back }),
    isAnswer: true,
    // Whether to go back, and what becomes of the rows, is for people to decide.
    next: null,
  };
}
