import zlib from 'node:zlib';
import { failure } from '../errors.ts';
import type { CompressionName } from './compression-name.ts';
import { throughStream, type ByteStream } from './through-stream.ts';

interface Compression {
  /** What the name of a compressed file ends in. */
  readonly extension: string;
  readonly isSupported: boolean;
  /** Bytes that one byte of a file can stand for at most. */
  readonly mostTimes: number;
  readonly compressor: () => ByteStream;
  readonly decompressor: () => ByteStream;
  readonly decompressWhole: (bytes: Uint8Array, mostBytes: number) => Buffer;
}

const outputBytes = 64 * 1024;
/** A reader needs this much memory, 8 MiB, and grants no more. */
const largestWindowLog = 23;

const compressions: Readonly<Record<CompressionName, Compression>> = {
  zstd: {
    extension: 'zst',
    // A static import of what older Nodes do not have would fail in all of them.
    isSupported: typeof zlib.createZstdCompress === 'function',
    // A block has four bytes at least and stands for 128 KiB at most.
    mostTimes: 32_768,
    compressor: () => {
      const { ZSTD_c_compressionLevel, ZSTD_c_checksumFlag } = zlib.constants;
      const params = { [ZSTD_c_compressionLevel]: 3, [ZSTD_c_checksumFlag]: 1 };
      return zlib.createZstdCompress({ chunkSize: outputBytes, params });
    },
    decompressor: () => {
      const params = { [zlib.constants.ZSTD_d_windowLogMax]: largestWindowLog };
      return zlib.createZstdDecompress({ chunkSize: outputBytes, params });
    },
    decompressWhole: (bytes, maxOutputLength) => {
      const params = { [zlib.constants.ZSTD_d_windowLogMax]: largestWindowLog };
      return zlib.zstdDecompressSync(bytes, { maxOutputLength, params });
    },
  },
  gzip: {
    extension: 'gz',
    isSupported: true,
    // Two bits stand for 258 bytes at most.
    mostTimes: 1032,
    compressor: () => zlib.createGzip({ chunkSize: outputBytes, level: 6 }),
    decompressor: () => zlib.createGunzip({ chunkSize: outputBytes }),
    decompressWhole: (bytes, maxOutputLength) => zlib.gunzipSync(bytes, { maxOutputLength }),
  },
};

/** What a compressed file's name has behind that of its content: `.zst`; empty: it is not compressed. */
export function compressedExtension(compression: CompressionName | null): string {
  return compression === null ? '' : `.${compressions[compression].extension}`;
}

/**
 * @throws {NtomError} `COMPRESSION_UNSUPPORTED` where this Node.js does not have it.
 */
export function requireCompression(compression: CompressionName): void {
  if (compressions[compression].isSupported) return;
  throw failure('COMPRESSION_UNSUPPORTED', { compression, found: process.versions.node });
}

/** The bytes that can be in a compressed file of a size, at most. */
export function mostContentBytes(fileBytes: number, compression: CompressionName): number {
  return fileBytes * compressions[compression].mostTimes;
}

/** The same bytes give the same compressed bytes, with one Node.js; without time, name or anything else of where it was done. */
export function compressed(bytes: AsyncIterable<Uint8Array>, name: CompressionName): AsyncGenerator<Uint8Array> {
  requireCompression(name);
  return throughStream(bytes, compressions[name].compressor());
}

/**
 * What was compressed, in pieces of at most 64 KiB and none of them before it is asked for: who stops reading stops it.
 *
 * @throws what `corrupt` makes of the reason, for bytes that are not, or not only, one whole compressed stream.
 */
export async function* decompressed(
  bytes: AsyncIterable<Uint8Array>,
  name: CompressionName,
  corrupt: (reason: string) => Error,
): AsyncGenerator<Uint8Array> {
  requireCompression(name);
  let given = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of bytes) {
      given += piece.length;
      yield piece;
    }
  }
  const stream = compressions[name].decompressor();
  try {
    yield* throughStream(counted(), stream);
  } catch (thrown) {
    throw isOfStream(thrown) ? corrupt(thrown.message) : thrown;
  }
  // The decompressor stops at the end of its stream, whatever follows.
  if (stream.bytesWritten !== given) throw corrupt('something follows its end');
}

/**
 * What was compressed, all of it at once. What follows the end of the stream is not looked at.
 *
 * @throws what `corrupt` makes of the reason, for bytes that are no compressed stream, or one of more than so many bytes.
 */
export function decompressedWhole(
  bytes: Uint8Array,
  name: CompressionName,
  mostBytes: number,
  corrupt: (reason: string) => Error,
): Buffer {
  requireCompression(name);
  try {
    // The least that may be asked for is one.
    return compressions[name].decompressWhole(bytes, Math.max(1, mostBytes));
  } catch (thrown) {
    throw isOfStream(thrown) || thrown instanceof RangeError ? corrupt(thrown.message) : thrown;
  }
}

function isOfStream(thrown: unknown): thrown is Error {
  return thrown instanceof Error && 'code' in thrown && /^Z(?:STD)?_/.test(String(thrown.code));
}
