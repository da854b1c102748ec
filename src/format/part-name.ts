import { createHash } from 'node:crypto';
import type { CompressionName } from './compression-name.ts';
import { compressedExtension } from './compression.ts';
import { isDevice } from './file-name.ts';
import type { FormatName } from './row-codec.ts';

/** Beyond this, with number and extension, some file systems refuse a name. */
const longestBytes = 180;

/** The name of a part without its extension: `country`, and `city.00001` where there are several. `number` counts from 1. */
export function partName(table: string, number: number, parts: number): string {
  return parts === 1 ? fileNameOf(table) : `${fileNameOf(table)}.${String(number).padStart(5, '0')}`;
}

/** What follows the name of a part: `csv`, `csv.zst`. */
export function partExtension(format: FormatName, compression: CompressionName | null): string {
  return `${format}${compressedExtension(compression)}`;
}

/** What the files of a table are called, whatever its name: letters, digits, `_`, `-` and spaces stay, the rest is escaped. */
export function fileNameOf(table: string): string {
  const escaped = table
    .replaceAll(/[^\p{L}\p{N}_ -]/gu, (character) => encodeURIComponent(character).replaceAll(/^[^%]$/g, escapeByte))
    .replace(/^./, (first) => (isDevice(table) ? escapeByte(first) : first));
  if (Buffer.byteLength(escaped) <= longestBytes) return escaped;
  return `${[...table.replaceAll(/[^A-Za-z0-9_-]/g, '')].slice(0, 40).join('')}~${createHash('sha256').update(table).digest('hex').slice(0, 16)}`;
}

function escapeByte(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
