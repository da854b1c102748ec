import { existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Fact } from '../../dialects/diagnosis.ts';
import { finding, type Finding } from '../../finding.ts';
import { fileSize } from '../report/numbers.ts';

/** Of Linux, by the number that `statfs` gives: those whose disks are on other machines, or may be. */
const networkTypes: ReadonlyMap<number, string> = new Map([
  [0x6969, 'nfs'],
  [0x517b, 'smb'],
  [0xff534d42, 'cifs'],
  [0xfe534d42, 'smb2'],
  [0x01021997, '9p'],
  [0x65735546, 'fuse'],
  [0x00c36400, 'ceph'],
  [0x47504653, 'gpfs'],
  [0x0bd00bd0, 'lustre'],
]);

/** What there is to say of the disk of a folder, or of where it would be made. `name`: what is kept there. */
export async function diskFacts(name: string, folder: string): Promise<readonly Fact[]> {
  const existing = nearest(folder);
  const { bavail, bsize } = await statfs(existing);
  const names = isCaseSensitive(existing) ? 'upper and lower case differ' : 'upper and lower case are the same';
  return [{ name, value: `${folder}: ${fileSize(bavail * bsize)} free, ${names} in names` }];
}

export async function diskFindings(folder: string): Promise<readonly Finding[]> {
  return networkFindings(folder, (await statfs(nearest(folder))).type);
}

/** `type`: of its file system. */
export function networkFindings(folder: string, type: number): readonly Finding[] {
  const fileSystem = networkTypes.get(type >>> 0);
  return fileSystem === undefined ? [] : [finding('DOCTOR_NETWORK_DISK', { folder, fileSystem })];
}

function nearest(folder: string): string {
  return existsSync(folder) || folder === dirname(folder) ? folder : nearest(dirname(folder));
}

/** By another way to write the folder's own name; one without letters tells nothing, and is taken for the usual. */
function isCaseSensitive(folder: string): boolean {
  const name = basename(folder);
  const other = name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase();
  if (other === name) return true;
  const found = statSync(join(dirname(folder), other), { throwIfNoEntry: false });
  return found?.ino !== statSync(folder).ino;
}
