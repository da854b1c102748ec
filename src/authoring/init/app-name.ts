import { basename } from 'node:path';
import { databaseName } from '../../guard.ts';

/**
 * The name of an application: what is given, else the package's made fit, else the folder's.
 *
 * @throws {NtomError} `APP_NAME_WRONG` for one that is given.
 */
export function appName(given: string | undefined, packageName: string | null, directory: string): string {
  if (given === undefined) return fitted(packageName ?? '') ?? fitted(basename(directory)) ?? 'app';
  databaseName(given, 1);
  return given;
}

/** In lower case, since some servers have no other; null: nothing of it fits. */
function fitted(text: string): string | null {
  const words = text.toLowerCase().replace(/^@[^/]*\//, '');
  const name = words
    .replaceAll(/\W+/g, '_')
    .replace(/^[^a-z]+/, '')
    .slice(0, 40)
    .replace(/(?:_v\d+)+$/, '')
    .replace(/_+$/, '');
  return name === '' ? null : name;
}
