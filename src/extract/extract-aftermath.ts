import { relative } from 'node:path';
import { NtomError, type ErrorCode, type StateLine } from '../errors.ts';
import { folderContent, type FolderContent } from '../format/folder-content.ts';
import { rejectsDirectory } from './rejects.ts';
import type { ExtractOptions } from './run-extract.ts';

/** A failed extract with the state that it left and the command to run next. Other errors as they are. */
export async function extractAftermath(options: ExtractOptions, error: unknown): Promise<unknown> {
  if (!(error instanceof NtomError)) return error;
  const { source, directory } = options;
  const isThere = (await source.sizeBytes().catch(() => null)) !== null;
  const state: StateLine[] = [
    { what: source.label, is: error.code === 'SOURCE_MISSING' && !isThere ? 'missing' : 'unchanged' },
    await folderState(directory),
    ...rejectedState(options, error),
  ];
  return error.withAftermath({ state, next: nextCommand(options, error.code) });
}

/** What is there of an extract that was to be made. */
export async function folderState(directory: string): Promise<StateLine> {
  const content = await folderContent(directory).catch(() => 'missing' as const);
  return { what: relative('', directory), is: folderStates[content] };
}

const folderStates: Readonly<Record<FolderContent, string>> = {
  missing: 'not created',
  empty: 'not created',
  extract: 'unchanged, from an earlier run',
  foreign: 'unchanged, but not an extract',
};

/** Says where rejected rows were written, if that is what failed. */
export function rejectedState(
  { directory, maxRejects }: Pick<ExtractOptions, 'directory' | 'maxRejects'>,
  { code, details }: NtomError,
): readonly StateLine[] {
  if (code !== 'ROWS_REJECTED') return [];
  const rows = Number(details['rows']);
  const which = rows > maxRejects ? `the first ${maxRejects} of ${rows} rejected rows` : 'the rejected rows';
  return [{ what: relative('', rejectsDirectory(directory)), is: `${which}, each with the reasons` }];
}

function nextCommand({ pipeline, tables }: ExtractOptions, code: ErrorCode): string {
  if (code === 'SOURCE_MISSING') return 'ntom status';
  const only = code === 'EXTRACT_NOT_KEPT' ? [] : (tables ?? []);
  return `ntom extract ${pipeline.name}${only.map((table) => ` --table ${table}`).join('')}`;
}
