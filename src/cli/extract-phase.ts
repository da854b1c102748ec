import type { CompressionName } from '../format/compression-name.ts';
import type { FormatName } from '../format/row-codec.ts';
import type { Manifest } from '../format/manifest.ts';
import { definitionFile } from '../project/definition-files.ts';
import { filesFingerprint } from '../project/files-fingerprint.ts';
import { accountingText } from './accounting-text.ts';
import { extractFolder, shownFolder } from './extract-folder.ts';
import { placeOf } from './place.ts';
import { recorded } from './records/recorded.ts';
import { aligned } from './report/columns.ts';
import { counted } from './report/numbers.ts';
import { shellWord } from './report/next-command.ts';
import type { CommandResult } from './report/report.ts';
import type { Session } from './session.ts';
import { extractThreads } from './threads/thread-plan.ts';

export interface ExtractRequest {
  /** `2to3` or `3`. */
  readonly pipeline: string;
  readonly from?: string | undefined;
  readonly out?: string | undefined;
  readonly format: FormatName;
  readonly compress?: CompressionName | undefined;
  readonly table?: readonly string[] | undefined;
  readonly maxRejects: number;
  readonly workers?: number | undefined;
}

/** Rows of one part, about. */
export const chunkRows = 100_000;

/** Runs phase 1 as a command asks for it. */
export async function extractPhase(session: Session, request: ExtractRequest): Promise<CommandResult> {
  const { project, url, dialect, locate } = await placeOf(session, request.from);
  const files = filesFingerprint(project.directory, definitionFile(request.pipeline));
  const pipeline = await project.pipeline(request.pipeline);
  const { runExtract } = await import('../extract/run-extract.ts');
  const threads = extractThreads(request.workers, {
    directory: project.directory,
    pipeline: request.pipeline,
    place: url,
    files,
  });
  const options = {
    pipeline,
    dialect,
    source: locate(pipeline.from.version),
    directory: await extractFolder(session, request.out, pipeline.to.version),
    format: request.format,
    compression: request.compress ?? null,
    tables: request.table ?? null,
    maxRejects: request.maxRejects,
    chunkRows,
    threads,
    signal: session.signal,
  };
  const run = { command: 'extract', subject: pipeline.name, workers: threads.most, schema: pipeline.to } as const;
  const { manifest, directory } = await recorded(session, run, async (recorder) => {
    const extract = await runExtract({ ...options, onEvent: recorder.listening(session.report.onEvent) });
    recorder.contentId = extract.manifest.contentId;
    return extract;
  });
  const folder = shownFolder(project, directory);
  const load = `ntom load ${pipeline.to.version}${request.out === undefined ? '' : ` --in ${shellWord(request.out)}`}`;
  // What has a name of its own is loaded into another place only, and nobody knows which.
  const next = project.names.has(pipeline.to.version) ? null : load;
  return {
    command: 'extract',
    data: { pipeline: pipeline.name, schema: pipeline.to.version, directory, ...manifestData(manifest) },
    text: `${folder} is complete: ${manifestText(manifest)}`,
    isAnswer: false,
    next,
  };
}

function manifestData({ contentId, tables, accounting }: Manifest): Readonly<Record<string, unknown>> {
  const shown = tables.map(({ name, rows, parts }) => ({ name, rows, parts: parts.length }));
  return { contentId, rows: rowsOf(tables), tables: shown, accounting };
}

function manifestText({ source, contentId, tables, accounting }: Manifest): string {
  const lines = tables.map(({ name, rows, parts }) => [name, counted(rows, 'row'), counted(parts.length, 'part')]);
  return [
    `${counted(rowsOf(tables), 'row')} in ${counted(tables.length, 'table')}, contentId ${contentId.slice(0, 12)}`,
    ...(lines.length > 0 ? [aligned(lines)] : []),
    ...(accounting.length > 0 ? [`the rows of schema ${source.schema}`, accountingText(accounting)] : []),
  ].join('\n');
}

function rowsOf(tables: readonly { readonly rows: number }[]): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0);
}
