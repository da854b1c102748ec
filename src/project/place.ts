import { isAbsolute, resolve } from 'node:path';
import { shownPlace } from '../dialects/shown-place.ts';
import { failure } from '../errors.ts';

/** The URL of a place with its path made absolute: one without `//` names a folder or a file on this machine. */
export function absolutePlace(place: string, directory: string): string {
  const [, scheme, path] = localPlace.exec(place) ?? [];
  if (scheme === undefined || path === undefined || isAbsolute(path)) return place;
  return `${scheme}:${resolve(directory, path)}`;
}

/**
 * The URL of a place on a server with the client option file to use there, instead of one that it names.
 *
 * @throws {NtomError} `USAGE_WRONG` for a place that is on no server: nobody would read the file.
 */
export function withDefaultsFile(place: string, file: string): string {
  const [address = '', query] = place.split('?', 2);
  if (!serverPlace.test(address))
    throw failure('USAGE_WRONG', { problem: `--defaults-file: ${shownPlace(place)} is on no server` });
  const parameters = new URLSearchParams(query);
  parameters.set('defaults-file', file);
  return `${address}?${parameters.toString()}`;
}

const serverPlace = /^[a-z][a-z0-9+.-]*:\/\//i;
const localPlace = /^([a-z][a-z0-9+.-]*):(?!\/\/)(.*)$/is;
