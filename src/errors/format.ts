import type { ErrorEntry } from './catalog.ts';

/** In what a part differs from its manifest. `content`: of what was compressed into its file. */
type AlteredWhat = `${'' | 'content '}${'size' | 'sha256'}` | 'rows' | 'compression';

/** Of format. */
export const formatErrors = {
  PART_BAD_HEADER: {
    exit: 'failed',
    message: (d: { part: string; header: string }) => `part ${d.part} does not begin with its header ${d.header}`,
    cause: 'The first line of a CSV part does not name exactly the columns of its table, quoted and in order.',
    cure: 'Extract again; a part is not to be edited.',
  },
  PART_BAD_RECORD: {
    exit: 'failed',
    message: (d: { part: string; row: number; reason: string }) => `part ${d.part}, row ${d.row}: ${d.reason}`,
    cause: 'A record does not have the form in which ntom writes it.',
    cure: 'Extract again; a part is not to be edited.',
  },
  PART_BAD_VALUE: {
    exit: 'failed',
    message: (d: { part: string; row: number; column: string; reason: string }) =>
      `part ${d.part}, row ${d.row}: ${d.column} ${d.reason}`,
    cause: 'A value of a part is not one that its column can hold, or is not written as ntom writes it.',
    cure: 'Extract again; a part is not to be edited.',
  },
  PART_CUT: {
    exit: 'failed',
    message: (d: { part: string; row: number }) =>
      `part ${d.part} ends inside ${d.row === 0 ? 'its header' : `row ${d.row}`}`,
    cause: 'The end of the file is missing: it was cut, or copied incompletely.',
    cure: 'Copy the extract again, or extract again.',
  },
  PART_MISSING: {
    exit: 'failed',
    message: (d: { part: string; extract: string }) => `${d.extract} has no ${d.part}`,
    cause: 'A file that the manifest names is not in the extract.',
    cure: 'Copy the extract again with all its files, or extract again.',
  },
  PART_ALTERED: {
    exit: 'failed',
    message: (d: { part: string; what: AlteredWhat; expected: string; found: string }) =>
      `part ${d.part} was altered: ${d.what === 'rows' ? `it has ${d.found} rows` : `its ${d.what} is ${d.found}`}, the manifest says ${d.expected}`,
    cause: 'A part is not the file that the extract phase wrote.',
    cure: 'Copy the extract again, or extract again.',
  },
  COMPRESSION_UNSUPPORTED: {
    exit: 'failed',
    message: (d: { compression: string; found: string }) =>
      `${d.compression} needs Node.js 22.15 or newer; this is ${d.found}`,
    cause: 'Compression comes with Node.js, and this version does not have this one yet.',
    cure: 'Install a newer Node.js, or extract with `--compress gzip` or without compression.',
  },
  PART_EXTRA: {
    exit: 'failed',
    message: (d: { part: string; extract: string }) => `${d.extract} has ${d.part}, which its manifest does not name`,
    cause: 'Something was added to the extract after it was written.',
    cure: 'Remove it from the folder of the extract, or extract again.',
  },
  PART_NOT_A_FILE: {
    exit: 'failed',
    message: (d: { part: string; extract: string }) => `${d.part} in ${d.extract} is not a regular file`,
    cause: 'A link, a folder or a device is where a file of the extract should be.',
    cure: 'Put the file itself there, or extract again.',
  },
  VALUE_UNENCODABLE: {
    exit: 'failed',
    message: (d: { reason: string }) => `a value cannot be written: ${d.reason}`,
    cause: 'A value that is not of its column type came where only checked values should come.',
    cure: 'If it was read from a loaded database, that database was changed by hand; otherwise report it as a bug.',
  },
  EXTRACT_MISSING: {
    exit: 'failed',
    message: (d: { extract: string }) => `${d.extract} is no extract: it has no manifest.json`,
    cause: 'The extract phase was not run, or did not end: the manifest is written last.',
    cure: 'Run the extract phase.',
  },
  EXTRACT_FOLDER_FOREIGN: {
    exit: 'failed',
    message: (d: { folder: string }) =>
      `${d.folder} exists and is not an extract: move it away, or name another folder with --out`,
    cause: 'Where the extract is to go there is something that ntom did not write.',
    cure: 'Move it away, or name another folder.',
  },
  MANIFEST_INVALID: {
    exit: 'failed',
    message: (d: { extract: string; at: string; reason: string }) =>
      `manifest.json of ${d.extract} is not valid${d.at === '' ? '' : ` at ${d.at}`}: ${d.reason}`,
    cause: 'The manifest was edited or damaged.',
    cure: 'Copy the extract again, or extract again.',
  },
  MANIFEST_FUTURE_FORMAT: {
    exit: 'failed',
    message: (d: { extract: string; found: number; known: number }) =>
      `${d.extract} has format ${d.found}; this ntom reads format ${d.known}`,
    cause: 'A newer ntom wrote the extract.',
    cure: 'Update ntom here, or extract with this version.',
  },
  MANIFEST_REQUIRES: {
    exit: 'failed',
    message: (d: { extract: string; capability: string }) =>
      `${d.extract} requires ${d.capability}, which this ntom does not have`,
    cause: 'A newer ntom wrote the extract in a way that this one cannot read safely.',
    cure: 'Update ntom here, or extract with this version.',
  },
  MANIFEST_UNSAFE_PATH: {
    exit: 'failed',
    message: (d: { extract: string; path: string }) => `${d.path} is no name for a file of ${d.extract}`,
    cause: 'A file of an extract has a plain name: no folder, no drive, no leading dot, no control character.',
    cure: 'Do not use this extract unless you know who wrote it.',
  },
  WRITE_FAILED: {
    exit: 'failed',
    message: (d: { path: string; reason: string }) => `cannot write ${d.path}: ${d.reason}`,
    cause: 'The system refused to write: disk full, no permission, or a fault of the disk.',
    cure: 'Remove the reason that the system names and run the same command again.',
  },
  READ_FAILED: {
    exit: 'failed',
    message: (d: { path: string; reason: string }) => `cannot read ${d.path}: ${d.reason}`,
    cause: 'The system refused to read: no permission, or a fault of the disk.',
    cure: 'Remove the reason that the system names and run the same command again.',
  },
} satisfies Record<string, ErrorEntry>;
