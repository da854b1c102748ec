import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { failure } from '../errors.ts';
import { requireFileName } from './file-name.ts';
import { readFailed, systemCode, writeFailed } from './io-failure.ts';
import type { PartStore, StoredFile } from './store.ts';
import { syncFolder } from './sync-folder.ts';
import { step } from '../failpoints/step.ts';

const readBytes = 256 * 1024;
// A link is refused even if it was put there after it was looked at. Systems without the flag have 0.
const noFollow = constants.O_NOFOLLOW ?? 0;
const newFile = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | noFollow;

/**
 * The files of an extract in a folder, which is made when the first file is written. Files can be read by their owner only
 * (0600), and so can the folder (0700). A file appears under its name when it is complete.
 *
 * Its methods throw `MANIFEST_UNSAFE_PATH`, `WRITE_FAILED` and `READ_FAILED` besides what the contract says.
 */
export function directoryStore(directory: string): PartStore {
  return {
    label: directory,
    put: (path, bytes) => put(directory, path, bytes),
    get: (path) => get(directory, path),
    list: () => list(directory),
  };
}

async function put(directory: string, path: string, bytes: AsyncIterable<Uint8Array>): Promise<StoredFile> {
  requireFileName(path, directory);
  const final = join(directory, path);
  const temporary = `${final}.tmp`;
  try {
    await step('part.make-folder', () => mkdir(directory, { recursive: true, mode: 0o700 })).catch(
      failTo(writeFailed, directory),
    );
    const stored = await writeAll(temporary, bytes);
    await step('part.rename', () => rename(temporary, final)).catch(failTo(writeFailed, final));
    await syncFolder('part.sync-folder', directory);
    return { path, ...stored };
  } catch (thrown) {
    // What went wrong first is what the reader needs to know.
    await step('part.discard', () => rm(temporary, { force: true })).catch(() => undefined);
    throw thrown;
  }
}

/** Writes and syncs a file. What `bytes` throws is thrown on as it is. */
async function writeAll(file: string, bytes: AsyncIterable<Uint8Array>): Promise<{ bytes: number; sha256: string }> {
  const failed = failTo(writeFailed, file);
  const hash = createHash('sha256');
  let length = 0;
  const handle = await step('part.create', () => open(file, newFile, 0o600)).catch(failed);
  try {
    for await (const chunk of bytes) {
      hash.update(chunk);
      await step('part.write', () => handle.writeFile(chunk)).catch(failed);
      length += chunk.byteLength;
    }
    await step('part.sync', () => handle.sync()).catch(failed);
  } finally {
    await handle.close().catch(failed);
  }
  return { bytes: length, sha256: hash.digest('hex') };
}

async function* get(directory: string, path: string): AsyncGenerator<Uint8Array> {
  const handle = await openFile(directory, path);
  try {
    for (;;) {
      // A buffer of its own for every piece: the reader may keep it.
      const { bytesRead, buffer } = await handle
        .read(Buffer.allocUnsafeSlow(readBytes), 0, readBytes, null)
        .catch(failTo(readFailed, join(directory, path)));
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close().catch(failTo(readFailed, join(directory, path)));
  }
}

async function openFile(directory: string, path: string): Promise<FileHandle> {
  requireFileName(path, directory);
  const file = join(directory, path);
  try {
    const status = await lstat(file);
    if (!status.isFile()) throw failure('PART_NOT_A_FILE', { part: path, extract: directory });
    return await open(file, constants.O_RDONLY | noFollow);
  } catch (thrown) {
    if (systemCode(thrown) !== 'ENOENT') throw readFailed(file, thrown);
    throw failure('PART_MISSING', { part: path, extract: directory }, thrown);
  }
}

async function list(directory: string): Promise<readonly { readonly path: string; readonly bytes: number }[]> {
  try {
    const names = (await readdir(directory)).toSorted();
    return await Promise.all(names.map(async (path) => ({ path, bytes: (await lstat(join(directory, path))).size })));
  } catch (thrown) {
    throw readFailed(directory, thrown);
  }
}

function failTo(failed: (path: string, thrown: unknown) => Error, path: string): (thrown: unknown) => never {
  return (thrown) => {
    throw failed(path, thrown);
  };
}
