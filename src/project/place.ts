import { isAbsolute, resolve } from 'node:path';

/** The URL of a place with its path made absolute: one without `//` names a folder or a file on this machine. */
export function absolutePlace(place: string, directory: string): string {
  const [, scheme, path] = localPlace.exec(place) ?? [];
  if (scheme === undefined || path === undefined || isAbsolute(path)) return place;
  return `${scheme}:${resolve(directory, path)}`;
}

const localPlace = /^([a-z][a-z0-9+.-]*):(?!\/\/)(.*)$/is;
