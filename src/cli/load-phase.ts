import type { Manifest } from '../format/manifest.ts';
import { schemaFile } from '../project/definition-files.ts';
import type { Load } from '../load/run-load.ts';
import type { Project } from '../project/project.ts';
import { filesFingerprint } from '../project/files-fingerprint.ts';
import { extractFolder, shownFolder } from './extract-folder.ts';
import type { VerifyName } from './option-values.ts';
import { placeOf } from './place.ts';
import { recorded } from './records/recorded.ts';
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
  const threads = loadThreads(request.workers, {
    directory: project.directory,
    schema: request.version,
    place: url,
    files,
  });
  const options = {
    schema,
    dialect,
    target,
    directory,
    replace: request.replace,
    verify: request.verify,
    staleness: {
      changeOf: (source: Manifest['source']) => changeAtHome(session, source),
      isStrict: request.strict,
    },
    threads,
    signal: session.signal,
  };
  const run = { command: 'load', subject: String(schema.version), workers: threads.most, schema } as const;
  const { manifest, location } = await recorded(session, run, async (recorder) => {
    const load = await runLoad({ ...options, onEvent: recorder.listening(session.report.onEvent) });
    recorder.contentId = load.manifest.contentId;
    return load;
  });
  return resultOf(request, { manifest, location, directory, project });
}

interface Loaded extends Load {
  readonly directory: string;
  readonly project: Project;
}

function resultOf({ verify }: LoadRequest, { manifest, location, directory, project }: Loaded): CommandResult {
  const { target, tables, contentId, sealed } = manifest;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const what = `${counted(rows, 'row')} in ${counted(tables.length, 'table')} from ${shownFolder(project, directory)}`;
  return {
    command: 'load',
    data: { schema: target.schema, database: location, directory, rows, contentId, sealed, verified: verify },
    text: `${location.label} is complete: ${what}, ${verifiedText[verify]}\n  ${String(location)}`,
    isAnswer: false,
    next: null,
  };
}

const verifiedText: Readonly<Record<VerifyName, string>> = {
  full: 'every row read back and compared',
  count: 'rows counted, not compared',
  none: 'not verified',
};
