import { closeSync, openSync, readSync } from 'node:fs';

const mostBytes = 2 ** 20;

/**
 * What is in a file that people write by hand, or in a pipe.
 *
 * @throws {Error} the system's, and one for more than 1 MiB: a device may never end.
 */
export function shortFile(path: string): Buffer {
  const handle = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(mostBytes + 1);
    for (let length = 0; length <= mostBytes;) {
      const read = readSync(handle, bytes, length, bytes.length - length, null);
      if (read === 0) return bytes.subarray(0, length);
      length += read;
    }
    throw new Error(`${path} is larger than ${mostBytes} bytes`);
  } finally {
    closeSync(handle);
  }
}
