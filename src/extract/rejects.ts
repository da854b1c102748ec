import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '../dialects/dialect.ts';
import { failure } from '../errors.ts';
import { rejectsNames } from '../format/extract-leftovers.ts';
import { holdsOnly } from '../format/holds-only.ts';
import { writeFailed } from '../format/io-failure.ts';
import { partialName } from '../format/partial-name.ts';
import { fileNameOf } from '../format/part-name.ts';
import type { TableDefinition } from '../schema/definition.ts';
import type { RejectedRow } from './row-maker.ts';
import { step } from '../failpoints/step.ts';

/** Longer values are cut in the file of rejects, which people read. */
const longestShown = 2000;

/** The rejected rows of a chunk. Plain data. */
export interface RejectedLines {
  readonly count: number;
  /** The first of them: `row` is counted from 1 within the chunk; `text`: key and problems, as JSON without the brace before. */
  readonly lines: readonly RejectedLine[];
}

interface RejectedLine {
  readonly row: number;
  readonly text: string;
}

/** Counts the rejected rows of one chunk and keeps the first ones. */
export class ChunkRejects {
  readonly #table: TableDefinition;
  readonly #most: number;
  readonly #lines: RejectedLine[] = [];
  #count = 0;

  /** `most`: how many rows are kept; the others are counted. */
  constructor(table: TableDefinition, most: number) {
    this.#table = table;
    this.#most = most;
  }

  /** `row`: its number among the rows of the chunk's query, from 1. */
  add(row: number, rejected: RejectedRow): void {
    this.#count += 1;
    if (this.#lines.length < this.#most) this.#lines.push({ row, text: textOf(this.#table, rejected) });
  }

  lines(): RejectedLines {
    return { count: this.#count, lines: this.#lines };
  }
}

/** Counts the rejected rows of a run and keeps the first ones, to be written down. */
export class Rejects {
  readonly #most: number;
  readonly #lines = new Map<string, string[]>();
  readonly #counts = new Map<string, number>();
  readonly #rows = new Map<string, number[]>();
  #kept = 0;

  /** `most`: how many rows are kept; the others are counted. */
  constructor(most: number) {
    this.#most = most;
  }

  /** `row`: its number among the rows of the table's query, from 1. */
  add(table: TableDefinition, row: number, rejected: RejectedRow): void {
    this.merge(table.name, row - 1, { count: 1, lines: [{ row: 1, text: textOf(table, rejected) }] });
  }

  /** Those of a chunk, before which there are so many rows of the table's query. */
  merge(table: string, before: number, { count, lines }: RejectedLines): void {
    this.count(table, count);
    const kept = lines.slice(0, this.room);
    if (kept.length === 0) return;
    this.#kept += kept.length;
    const [allLines, allRows] = [this.#lines.get(table) ?? [], this.#rows.get(table) ?? []];
    for (const { row, text } of kept) {
      allLines.push(`{"table":${JSON.stringify(table)},"row":${before + row},${text}\n`);
      allRows.push(before + row);
    }
    this.#lines.set(table, allLines);
    this.#rows.set(table, allRows);
  }

  /** By table, the numbers of the rows that were kept so far, ascending. */
  keptRows(): ReadonlyMap<string, readonly number[]> {
    return new Map([...this.#rows].map(([table, rows]) => [table, rows.toSorted((a, b) => a - b)]));
  }

  /** By table, what is written of each row that was kept so far, a line of JSON, in the order in which they were found. */
  get lines(): ReadonlyMap<string, readonly string[]> {
    return this.#lines;
  }

  /** Rows that are known to be refused and are not kept. */
  count(table: string, rows: number): void {
    if (rows > 0) this.#counts.set(table, (this.#counts.get(table) ?? 0) + rows);
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, rows) => sum + rows, 0);
  }

  /** Rejected rows by table. */
  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  /** How many more rows will be kept. */
  get room(): number {
    return this.#most - this.#kept;
  }

  /**
   * Writes `<table>.jsonl` for every table with rejected rows, in place of the files of an earlier run. The folder has its name
   * when all are written.
   *
   * @throws {NtomError} `EXTRACT_FOLDER_FOREIGN`, `WRITE_FAILED`.
   */
  async write(directory: string): Promise<void> {
    if (!(await removeRejects(directory))) throw failure('EXTRACT_FOLDER_FOREIGN', { folder: directory });
    const partial = partialName(directory);
    try {
      await step('rejects.make-folder', () => mkdir(partial, { recursive: true, mode: 0o700 }));
      for (const [table, lines] of this.#lines) {
        const file = rejectsFile(partial, table);
        await step('rejects.write', () => writeFile(file, lines.join(''), { mode: 0o600 }));
      }
      await step('rejects.publish', () => rename(partial, directory));
    } catch (error) {
      await step('rejects.discard', () => rm(partial, { recursive: true, force: true })).catch(() => undefined);
      throw writeFailed(directory, error);
    }
  }
}

/** Where the rejected rows of an extract are written: beside it. */
export function rejectsDirectory(extract: string): string {
  return `${extract}.rejects`;
}

/** Where the rejected rows of a table are written. */
export function rejectsFile(directory: string, table: string): string {
  return join(directory, `${fileNameOf(table)}.jsonl`);
}

/** What an earlier run rejected is no longer true. Returns false if something else has the name: it stays. */
export async function removeRejects(directory: string): Promise<boolean> {
  if (!existsSync(directory)) return true;
  if (!holdsOnly(dirname(directory), basename(directory), rejectsNames)) return false;
  await step('rejects.remove', () => rm(directory, { recursive: true, force: true })).catch((thrown: unknown) => {
    throw writeFailed(directory, thrown);
  });
  return true;
}

function textOf(table: TableDefinition, { row, problems }: RejectedRow): string {
  const key = Object.fromEntries(table.primaryKey.map((column) => [column, row[column]]));
  return JSON.stringify({ key, problems }, shown).slice(1);
}

function shown(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const raw = this[key];
  if (typeof raw === 'bigint') return String(raw);
  if (typeof raw === 'number' && !Number.isFinite(raw)) return String(raw);
  if (raw instanceof Refusal) return raw.reason;
  if (raw instanceof Uint8Array) return cut(Buffer.from(raw).toString('hex').toUpperCase());
  return typeof value === 'string' ? cut(value) : value;
}

function cut(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown)}… (${text.length} characters)` : text;
}
