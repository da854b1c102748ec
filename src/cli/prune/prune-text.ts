import { aligned } from '../report/columns.ts';
import { counted, fileSize } from '../report/numbers.ts';
import type { Kept, Prunable, PrunePlan } from './prunable.ts';

/** What would be removed and what stays, for people. */
export function planText({ remove, keep }: PrunePlan): string {
  return [...(remove.length === 0 ? [] : ['to be removed', removedLines(remove)]), ...keptLines(keep)].join('\n');
}

/** What was removed, for people. */
export function prunedText(removed: readonly Prunable[]): string {
  return [`removed: ${counted(removed.length, 'thing')}, ${sizeText(removed)}`, removedLines(removed)].join('\n');
}

/** `4.2 MB`. What cannot be told is left out. */
export function sizeText(things: readonly Prunable[]): string {
  return fileSize(things.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0));
}

function removedLines(things: readonly Prunable[]): string {
  return aligned(things.map(({ what, bytes, is }) => [what, bytes === null ? '-' : fileSize(bytes), is]));
}

function keptLines(keep: readonly Kept[]): readonly string[] {
  return keep.length === 0 ? [] : ['stays', aligned(keep.map(({ what, why }) => [what, why]))];
}
