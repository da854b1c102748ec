import { csvFormat } from './csv.ts';
import { jsonlFormat } from './jsonl.ts';
import type { FormatName, RowFormat } from './row-codec.ts';

/** The formats of parts. The name is the extension too. */
export const rowFormats: Readonly<Record<FormatName, RowFormat>> = { csv: csvFormat, jsonl: jsonlFormat };
