import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';

/** A write-ahead log beyond this size is not read for a token. */
const largestLogBytes = 256 * 1024 * 1024;

/** Where the header says how the file is read; 2: with a write-ahead log. */
const readVersionOffset = 19;

/**
 * What a database file says about its content: the change counter, size and schema version of its header, and the whole
 * write-ahead log. Equal before and after a snapshot is taken: the token is the snapshot's. null: it cannot be told.
 */
export function changeToken(path: string): string | null {
  const start = header(path);
  const hash = createHash('sha256').update(start);
  if (start[readVersionOffset] === 2) hash.update(timesOf(path));
  const logBytes = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  if (logBytes > largestLogBytes) return null;
  if (logBytes > 0) hash.update(readFileSync(`${path}-wal`));
  return hash.digest('hex');
}

/** With a log the change counter stands still, and a closed database has no log: then only the times tell of a change. */
function timesOf(path: string): string {
  const { mtimeNs, ctimeNs } = statSync(path, { bigint: true });
  return `${mtimeNs} ${ctimeNs}`;
}

function header(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(100);
    readSync(file, bytes, 0, bytes.length, 0);
    return bytes;
  } finally {
    closeSync(file);
  }
}
