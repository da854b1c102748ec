import { schemaFile } from '../project/definition-files.ts';
import { filesFingerprint } from '../project/files-fingerprint.ts';
import { extractFolder, shownFolder } from './extract-folder.ts';
import type { VerifyName } from './option-values.ts';
import { placeOf } from './place.ts';
import { counted } from './report/numbers.ts';
import type { CommandResult } from './report/report.ts';
import type { Session } from './session.ts';
import { changeAtHome } from './source-change.ts';
import { loadThreads } from './threads/thread-plan.ts';

export interface LoadRequest {
  readonly version: number;
  readonly to?: string | undefined;
  readonly in?: string | undefined;
  readonly replace: boolean;
  /** Whether the source has to be known to be unchanged since the extract was made. */
  readonly strict: boolean;
  readonly verify: VerifyName;
  readonly workers?: number | undefined;
}

/** Runs phase 2 as a command asks for it. */
export async function loadPhase(session: Session, request: LoadRequest): Promise<CommandResult> {
  const { project, url, dialect, locateNew } = await placeOf(session, request.to);
  const target = locateNew(request.version);
  const files = filesFingerprint(project.directory, schemaFile(request.version));
  const schema = await project.schema(request.version);
  const { runLoad } = await import('../load/run-load.ts');
  const directory = await extractFolder(session, request.in, request.version);
  const { manifest, location } = await runLoad({
    schema,
    dialect,
    target,
    directory,
    replace: request.replace,
    verify: request.verify,
    staleness: {
      changeOf: (source) => changeAtHome(session, source),
      isStrict: request.strict,
    },
    threads: loadThreads(request.workers, {
      directory: project.directory,
      schema: request.version,
      place: url,
      files,
    }),
    signal: session.signal,
    onEvent: session.report.onEvent,
  });
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const what = `${counted(rows, 'row')} in ${counted(manifest.tables.length, 'table')} from ${shownFolder(project, directory)}`;
  return {
    command: 'load',
    data: {
      schema: schema.version,
      database: location,
      directory,
      rows,
      contentId: manifest.contentId,
      sealed: manifest.sealed,
      verified: request.verify,
    },
    text: `${location.label} is complete: ${what}, ${verifiedText[request.verify]}\n  ${String(location)}`,
    isAnswer: false,
    next: null,
  };
}

const verifiedText: Readonly<Record<VerifyName, string>> = {
  full: 'every row read back and compared',
  count: 'rows counted, not compared',
  none: 'not verified',
};
