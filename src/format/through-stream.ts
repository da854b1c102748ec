import type { Transform } from 'node:stream';

/** A stream of bytes that counts how many it has taken. */
export interface ByteStream extends Transform {
  readonly bytesWritten: number;
}

/**
 * The bytes that come out of a stream while others are put into it. At most one piece waits to be taken. An error of either side
 * is thrown here; leaving early ends both.
 */
export async function* throughStream(bytes: AsyncIterable<Uint8Array>, stream: ByteStream): AsyncGenerator<Uint8Array> {
  const feeding = feed(bytes, stream);
  try {
    for await (const piece of stream) yield piece as Uint8Array;
  } finally {
    stream.destroy();
    await feeding;
  }
}

/** The end is told apart from the last piece: taken together or not, as time has it, they give different bytes. */
async function feed(bytes: AsyncIterable<Uint8Array>, stream: ByteStream): Promise<void> {
  try {
    let taken = Promise.resolve();
    for await (const piece of bytes) {
      await taken;
      if (stream.destroyed) return;
      taken = put(piece, stream);
    }
    await taken;
    stream.end();
  } catch (thrown) {
    stream.destroy(thrown instanceof Error ? thrown : new Error(String(thrown)));
  }
}

/** Resolves when the stream has taken the piece, or will not take it any more. */
function put(piece: Uint8Array, stream: ByteStream): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stream.off('close', done);
      resolve();
    };
    stream.once('close', done);
    stream.write(piece, done);
  });
}
