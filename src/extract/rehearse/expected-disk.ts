import type { DatabaseLocation } from '../../dialects/location.ts';
import { diskSpace } from './disk-space.ts';
import type { RehearsedTable } from './rehearsed-tables.ts';

/**
 * The size of a new database against the old one: new columns and indexes take room. The steps of the worked application made it
 * 1.3 and 1.8 times as large: this is on the careful side.
 */
const databasePerSource = 2;

/** The room that both phases take, beside the source. */
export interface ExpectedDisk extends Room {
  /** Measured: all parts. */
  readonly extractBytes: number;
  /** Estimated: `databasePerSource` times the source. */
  readonly databaseBytes: number;
  readonly databasePerSource: number;
  readonly sourceBytes: number;
}

/** Whether there is room for extracts and databases. */
export interface Room {
  readonly extract: FreeSpace;
  /** null: the new database would be on a server, which does not tell. */
  readonly database: FreeSpace | null;
  /** Whether both would be on one disk, which has to hold both. */
  readonly isOneDisk: boolean;
  readonly isEnough: boolean;
}

export interface FreeSpace {
  /** Absolute. */
  readonly folder: string;
  readonly freeBytes: number;
}

interface Given {
  /** Absolute folder of all extracts. */
  readonly extracts: string;
  readonly source: DatabaseLocation;
  readonly target: DatabaseLocation;
  readonly tables: readonly Pick<RehearsedTable, 'bytes'>[];
}

/**
 * @throws {NtomError} `READ_FAILED`.
 */
export async function expectedDisk({ extracts, source, target, tables }: Given): Promise<ExpectedDisk> {
  const extractBytes = tables.reduce((sum, { bytes }) => sum + bytes, 0);
  const sourceBytes = (await source.sizeBytes()) ?? 0;
  const databaseBytes = expectedDatabaseBytes(sourceBytes);
  const room = await roomFor({ extracts, target, extractBytes, databaseBytes });
  return { extractBytes, databaseBytes, databasePerSource, sourceBytes, ...room };
}

/** How large a new database will be, on the careful side. */
export function expectedDatabaseBytes(sourceBytes: number): number {
  return Math.round(sourceBytes * databasePerSource);
}

interface Wanted extends Pick<ExpectedDisk, 'extractBytes' | 'databaseBytes'>, Pick<Given, 'extracts' | 'target'> {}

/**
 * @throws {NtomError} `READ_FAILED`.
 */
export async function roomFor({ extracts, target, extractBytes, databaseBytes }: Wanted): Promise<Room> {
  const extract = await diskSpace(extracts);
  const database = target.folder === null ? null : await diskSpace(target.folder);
  const isOneDisk = database?.disk === extract.disk;
  const onExtractsDisk = extractBytes + (isOneDisk ? databaseBytes : 0);
  const isEnough =
    onExtractsDisk <= extract.freeBytes && (database === null || isOneDisk || databaseBytes <= database.freeBytes);
  return { extract: shown(extract), database: database && shown(database), isOneDisk, isEnough };
}

function shown({ folder, freeBytes }: FreeSpace): FreeSpace {
  return { folder, freeBytes };
}
