import { expectedDisk } from '../../extract/rehearse/expected-disk.ts';
import { finding, type Finding } from '../../finding.ts';
import type { Place } from '../place.ts';

/**
 * Whether the next extract and database find room: by the size of the newest database, since nobody reads its rows here. Its extract
 * is taken to be as large as it is.
 */
export async function diskRoom(place: Place, version: number): Promise<readonly Finding[]> {
  const newest = (await place.versions()).at(-1);
  if (newest === undefined) return [];
  const source = place.locate(newest);
  const bytes = (await source.sizeBytes()) ?? 0;
  const target = place.dialect.locate(place.url, place.project.app, version);
  const extracts = place.project.extractsDirectory;
  const disk = await expectedDisk({ extracts, source, target, tables: [{ bytes }] });
  if (disk.isEnough) return [];
  const { extract, database, isOneDisk, extractBytes, databaseBytes } = disk;
  const both = { what: 'the next extract and database', neededBytes: extractBytes + databaseBytes };
  const isExtract = extractBytes > extract.freeBytes;
  const one = isExtract
    ? { what: 'the next extract', neededBytes: extractBytes }
    : { what: 'the next database', neededBytes: databaseBytes };
  const { folder, freeBytes } = isOneDisk || isExtract || database === null ? extract : database;
  return [finding('DOCTOR_DISK_SHORT', { folder, freeBytes, ...(isOneDisk ? both : one) })];
}
