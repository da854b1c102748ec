import { entry } from './entry.ts';

/** In what a part differs from its manifest. `content`: of what was compressed into its file. */
type AlteredWhat = `${'' | 'content '}${'size' | 'sha256'}` | 'rows' | 'compression';

const named = (file: string): string => (file === 'datapackage.json' ? file : `part ${file}`);

/** Of the folder that lies between the phases, and its files. */
export const formatErrors = {
  PART_BAD_HEADER: entry<{ part: string; header: string }>({
    exit: 'failed',
    message: (d) => `part ${d.part} does not begin with its header ${d.header}`,
    example: { part: 'country_language.csv', header: String.raw`"\"country_code\",\"language_code\"\n"` },
    cause: 'The first line of a CSV part does not name exactly the columns of its table, quoted and in order.',
    cure: 'Extract again. Where rows were edited on purpose: correct it, then `ntom seal M`.',
  }),
  PART_BAD_RECORD: entry<{ part: string; row: number; reason: string }>({
    exit: 'failed',
    message: (d) => `part ${d.part}, row ${d.row}: ${d.reason}`,
    example: { part: 'city.00002.csv', row: 18_231, reason: '5 fields, not 6' },
    cause: 'A record does not have the form in which ntom writes it.',
    cure: 'Extract again. Where rows were edited on purpose: correct it, then `ntom seal M`.',
  }),
  PART_BAD_VALUE: entry<{ part: string; row: number; column: string; reason: string }>({
    exit: 'failed',
    message: (d) => `part ${d.part}, row ${d.row}: ${d.column} ${d.reason}`,
    example: { part: 'city.00002.csv', row: 18_231, column: 'latitude', reason: '"n/a" is not a decimal(8,5)' },
    cause: 'A value of a part is not one that its column can hold, or is not written as ntom writes it.',
    cure: 'Extract again. Where rows were edited on purpose: correct it, then `ntom seal M`.',
  }),
  PART_CUT: entry<{ part: string; row: number }>({
    exit: 'failed',
    message: (d) => `part ${d.part} ends inside ${d.row === 0 ? 'its header' : `row ${d.row}`}`,
    example: { part: 'city.00002.csv', row: 18_231 },
    cause: 'The end of the file is missing: it was cut, or copied incompletely.',
    cure: 'Copy the extract again, or extract again.',
  }),
  PART_MISSING: entry<{ part: string; extract: string }>({
    exit: 'failed',
    message: (d) => `${d.extract} has no ${d.part}`,
    example: { part: 'city.00002.csv', extract: 'extracts/v3' },
    cause: 'A file that the manifest names is not in the extract.',
    cure: 'Copy the extract again with all its files, or extract again.',
  }),
  PART_ALTERED: entry<{ part: string; what: AlteredWhat; expected: string; found: string }>({
    exit: 'failed',
    message: (d) =>
      `${named(d.part)} was altered: ${d.what === 'rows' ? `it has ${d.found} rows` : `its ${d.what} is ${d.found}`}, the manifest says ${d.expected}`,
    example: { part: 'city.00002.csv', what: 'size', expected: '2310044 bytes', found: '2310051 bytes' },
    cause: 'A file of the extract is not the one that the extract phase wrote.',
    cure: 'Copy the extract again, or extract again. Rows that were edited on purpose are checked and accepted by `ntom seal M`.',
  }),
  PART_UNPACKS_TOO_LARGE: entry<{ part: string; bytes: number }>({
    exit: 'failed',
    message: (d) => `part ${d.part} unpacks to more than ${d.bytes} bytes`,
    example: { part: 'city.00002.csv.zst', bytes: 67_108_864 },
    cause:
      'A compressed part that was edited holds more than ten times what it held before, and more than 64 MiB. A few bytes can be made to unpack to any size.',
    cure: 'See what is in it. If so many rows are really to be added: extract without `--compress`, edit that extract and seal it.',
  }),
  COMPRESSION_UNSUPPORTED: entry<{ compression: string; found: string }>({
    exit: 'failed',
    message: (d) => `${d.compression} needs Node.js 22.15 or newer; this is ${d.found}`,
    example: { compression: 'zstd', found: '22.14.0' },
    cause: 'Compression comes with Node.js, and this version does not have this one yet.',
    cure: 'Install a newer Node.js, or extract with `--compress gzip` or without compression.',
  }),
  PART_EXTRA: entry<{ part: string; extract: string }>({
    exit: 'failed',
    message: (d) => `${d.extract} has ${d.part}, which its manifest does not name`,
    example: { part: 'city-old.csv', extract: 'extracts/v3' },
    cause: 'Something was added to the extract after it was written.',
    cure: 'Remove it from the folder of the extract, or extract again.',
  }),
  PART_NOT_A_FILE: entry<{ part: string; extract: string }>({
    exit: 'failed',
    message: (d) => `${d.part} in ${d.extract} is not a regular file`,
    example: { part: 'city.00002.csv', extract: 'extracts/v3' },
    cause: 'A link, a folder or a device is where a file of the extract should be.',
    cure: 'Put the file itself there, or extract again.',
  }),
  VALUE_UNENCODABLE: entry<{ reason: string }>({
    exit: 'failed',
    message: (d) => `a value cannot be written: ${d.reason}`,
    example: { reason: '"n/a" is not a decimal(8,5)' },
    cause: 'A value that is not of its column type came where only checked values should come.',
    cure: 'If it was read from a loaded database, that database was changed by hand; otherwise report it as a bug.',
  }),
  EXTRACT_MISSING: entry<{ extract: string }>({
    exit: 'failed',
    message: (d) => `${d.extract} is no extract: it has no manifest.json`,
    example: { extract: 'extracts/v3' },
    cause: 'The extract phase was not run, or did not end: the manifest is written last.',
    cure: 'Run the extract phase, `ntom extract NtoM`, or name the folder of another extract with `--in`.',
  }),
  EXTRACT_LOCKED: entry<{ extract: string; holder: string }>({
    exit: 'failed',
    message: (d) => `${d.extract} is being written by ${d.holder}`,
    example: { extract: 'extracts/v3', holder: 'process 4711 (extract 2to3), since 2026-07-01T09:30:00.000Z' },
    cause: 'Another run of ntom writes the same extract. Its lock goes when it ends, however it ends.',
    cure: 'Wait for the other run, or end it; or name another folder with `--out`.',
  }),
  EXTRACT_REPLACED: entry<{ extract: string }>({
    exit: 'failed',
    message: (d) => `${d.extract} was replaced by another extract while it was being read`,
    example: { extract: 'extracts/v3' },
    cause: 'Another run of ntom, or somebody, put another extract in the place of the one that was being loaded.',
    cure: 'Run the same command again: it reads the extract that is there now.',
  }),
  LOCKING_FAILED: entry<{ file: string; reason: string }>({
    exit: 'failed',
    message: (d) => `${d.file} cannot be locked: ${d.reason}`,
    example: { file: 'extracts/.v3.lock', reason: 'disk I/O error' },
    cause:
      'Two runs that write the same must not run at the same time, and the file system gives no locks, as some network file systems do not; or something else has the name of the lock.',
    cure: 'Use a file system that has locks, or have them turned on; move away what has the name of the lock.',
  }),
  EXTRACT_FOLDER_FOREIGN: entry<{ folder: string }>({
    exit: 'failed',
    message: (d) => `${d.folder} exists and is not an extract: move it away, or name another folder with --out`,
    example: { folder: 'extracts/v3' },
    cause: 'Where the extract is to go there is something that ntom did not write.',
    cure: 'Move it away, or name another folder with `--out`.',
  }),
  MANIFEST_INVALID: entry<{ extract: string; at: string; reason: string }>({
    exit: 'failed',
    message: (d) => `manifest.json of ${d.extract} is not valid${d.at === '' ? '' : ` at ${d.at}`}: ${d.reason}`,
    example: { extract: 'extracts/v3', at: 'tables.1.rows', reason: '135233, but its parts have 135230' },
    cause: 'The manifest was edited or damaged.',
    cure: 'Copy the extract again, or extract again.',
  }),
  MANIFEST_ALTERED: entry<{ extract: string; found: string | null; due: string }>({
    exit: 'failed',
    message: (d) =>
      `manifest.json of ${d.extract} was altered: ${
        d.found === null ? 'it is not written as ntom writes it' : `its sha256 is ${d.found}, it says ${d.due}`
      }`,
    example: {
      extract: 'extracts/v3',
      found: '7c211433f02071597741e6ff5a8ea34789abbf43f1e3b6d3f0d2b7ff5b3e1c7a',
      due: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
    },
    cause: 'The manifest was edited or damaged after it was written, also if what it says does not contradict itself.',
    cure: 'Copy the extract again, or extract again. Nothing in a manifest is to be edited: `ntom seal M` writes a new one after rows were.',
  }),
  MANIFEST_FUTURE_FORMAT: entry<{ extract: string; found: number; known: number }>({
    exit: 'failed',
    message: (d) => `${d.extract} has format ${d.found}; this ntom reads format ${d.known}`,
    example: { extract: 'extracts/v3', found: 2, known: 1 },
    cause: 'A newer ntom wrote the extract.',
    cure: 'Update ntom here, or extract with this version.',
  }),
  MANIFEST_REQUIRES: entry<{ extract: string; capability: string }>({
    exit: 'failed',
    message: (d) => `${d.extract} requires ${d.capability}, which this ntom does not have`,
    example: { extract: 'extracts/v3', capability: 'brotli' },
    cause: 'A newer ntom wrote the extract in a way that this one cannot read safely.',
    cure: 'Update ntom here, or extract with this version.',
  }),
  MANIFEST_UNSAFE_PATH: entry<{ extract: string; path: string }>({
    exit: 'failed',
    message: (d) => `${d.path} is no name for a file of ${d.extract}`,
    example: { extract: 'extracts/v3', path: '"../city.csv"' },
    cause: 'A file of an extract has a plain name: no folder, no drive, no leading dot, no control character.',
    cure: 'Do not use this extract unless you know who wrote it; extract again yourself.',
  }),
  WRITE_FAILED: entry<{ path: string; reason: string }>({
    exit: 'failed',
    message: (d) => `cannot write ${d.path}: ${d.reason}`,
    example: { path: 'extracts/v3.partial-5f0c2a9e/city.00002.csv', reason: 'no space left on device (ENOSPC)' },
    cause: 'The system refused to write: disk full, no permission, or a fault of the disk.',
    cure: 'Remove the reason that the system names and run the same command again.',
  }),
  READ_FAILED: entry<{ path: string; reason: string }>({
    exit: 'failed',
    message: (d) => `cannot read ${d.path}: ${d.reason}`,
    example: { path: 'extracts/v3/city.00002.csv', reason: 'permission denied (EACCES)' },
    cause: 'The system refused to read: no permission, or a fault of the disk.',
    cure: 'Remove the reason that the system names and run the same command again.',
  }),
};
