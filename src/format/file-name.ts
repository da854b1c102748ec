import { failure } from '../errors.ts';
import { shownText } from './shown-text.ts';

/** The files of an extract that are not parts. */
export const manifestFile = 'manifest.json';
export const dataPackageFile = 'datapackage.json';
/** People may put it there. Nobody reads it, and no manifest knows it. */
export const readmeFile = 'README.md';
/** A larger one is not read. One of a hundred thousand parts is smaller. */
export const largestManifestBytes = 64 * 2 ** 20;
export const filesBesideParts: ReadonlySet<string> = new Set([manifestFile, dataPackageFile, readmeFile]);

// Separators, drives, and characters that some system does not take or a terminal obeys.
// oxlint-disable-next-line no-control-regex
const unsafe = /^\.|[/\\:\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]|^$|[. ]$/;
/** Some system takes them for devices, whatever follows the first point. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const longestNameBytes = 250;

/** Whether a path of an extract is a plain file name: it can name nothing outside the folder, and nothing hidden. */
function isFileName(path: string): boolean {
  return !unsafe.test(path) && !isDevice(path) && path.isWellFormed() && Buffer.byteLength(path) <= longestNameBytes;
}

/** Whether some system takes a file of that name for a device. */
export function isDevice(path: string): boolean {
  return device.test(path);
}

/**
 * @throws {NtomError} `MANIFEST_UNSAFE_PATH` unless `path` is a plain file name.
 */
export function requireFileName(path: string, extract: string): void {
  if (!isFileName(path)) throw failure('MANIFEST_UNSAFE_PATH', { extract, path: shownText(path) });
}
