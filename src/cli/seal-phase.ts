import { extractFolder, shownFolder } from './extract-folder.ts';
import { shellWord } from './report/next-command.ts';
import { counted } from './report/numbers.ts';
import type { CommandResult } from './report/report.ts';
import type { Session } from './session.ts';

export interface SealRequest {
  readonly version: number;
  readonly in?: string | undefined;
  readonly maxRejects: number;
}

/** Accepts an edited extract as a command asks for it. */
export async function sealPhase(session: Session, request: SealRequest): Promise<CommandResult> {
  const project = await session.project();
  const schema = await project.schema(request.version);
  const directory = await extractFolder(session, request.in, request.version);
  const { runSeal } = await import('../extract/seal/run-seal.ts');
  const { manifest, files } = await runSeal({
    schema,
    directory,
    maxRejects: request.maxRejects,
    signal: session.signal,
    onEvent: session.report.onEvent,
  });
  const { contentId, tables } = manifest;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const folder = shownFolder(project, directory);
  const what = `${counted(rows, 'row')} in ${counted(tables.length, 'table')}, contentId ${contentId.slice(0, 12)}`;
  const done = `${folder} is sealed, edited in ${files.join(', ')}: ${what}`;
  return {
    command: 'seal',
    data: { schema: schema.version, directory, rows, contentId, files },
    text: files.length === 0 ? `${folder} needs no seal: every file is as its manifest says` : done,
    isAnswer: false,
    next: `ntom load ${schema.version}${request.in === undefined ? '' : ` --in ${shellWord(request.in)}`}`,
  };
}
