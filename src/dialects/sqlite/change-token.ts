import { closeSync, openSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs';
import { placeDigest, stateDigest, tokenFacts, tokenText, type Change } from '../change.ts';

/** A write-ahead log beyond this size is not read for a token. */
const largestLogBytes = 256 * 1024 * 1024;

/** In the header: how the file is read (2: with a write-ahead log), and its change counter. https://sqlite.org/fileformat2.html */
const readVersionOffset = 19;
const counterOffset = 24;

const facts = ['place', 'counter', 'header', 'times', 'log'] as const;

/**
 * What a database file says about its content: the change counter and all else of its header, when it was changed, and the whole
 * write-ahead log. Reads bytes: the database is not opened. null: it cannot be told. Throws what the system refuses.
 *
 * Only while no connection of this process has a transaction on the file: when one descriptor of a file is closed, the system takes
 * all locks away that the process has on it (https://sqlite.org/howtocorrupt.html section 2.2), and readers are no longer safe
 * from writers.
 */
export function changeToken(path: string): string | null {
  const start = header(path);
  const times = timesOf(path, start[readVersionOffset] === 2);
  const log = logDigest(`${path}-wal`);
  if (log === null) return null;
  const place = placeDigest(realpathSync(path));
  const counter = String(start.readUInt32BE(counterOffset));
  return tokenText({ place, counter, header: stateDigest(start), times, log } satisfies Record<
    (typeof facts)[number],
    string
  >);
}

/**
 * The part of a token that may be asked for while the file is being read: equal before and after a moment, nobody has committed in
 * between, or could not for a reader's lock. null: it cannot be told.
 */
export function changeMarks(path: string): string | null {
  const { mtimeNs, ctimeNs } = statSync(path, { bigint: true });
  const log = logDigest(`${path}-wal`);
  return log === null ? null : `${mtimeNs},${ctimeNs} ${log}`;
}

/** With a log the counter stands still, and a closed database has no log: then only the times tell of a change. */
export function changeBetween(then: string, now: string): Change {
  if (then === now) return { is: 'none' };
  const [before, after] = [tokenFacts(then, facts), tokenFacts(now, facts)];
  if (before.place !== after.place) return { is: 'unknown', why: 'the database was at another place then' };
  return { is: 'written', how: howWritten(before, after) };
}

type Facts = ReturnType<typeof tokenFacts<(typeof facts)[number]>>;

function howWritten(before: Facts, after: Facts): string {
  if (before.counter !== after.counter) return `its change counter was ${before.counter} and is ${after.counter}`;
  if (before.header !== after.header) return 'its header is another one';
  if (before.log !== after.log) return 'its write-ahead log is another one';
  return 'its file has another time';
}

/** An application may set back the time of its last write. With a log there is nothing else, so it has to be the system's. */
function timesOf(path: string, hasLog: boolean): string {
  const { mtimeNs, ctimeNs } = statSync(path, { bigint: true });
  return hasLog ? `${mtimeNs},${ctimeNs}` : String(mtimeNs);
}

function logDigest(path: string): string | null {
  const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (bytes > largestLogBytes) return null;
  return bytes === 0 ? 'empty' : stateDigest(readFileSync(path));
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
