import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { NtomError } from '../../src/errors.ts';
import type { CompressionName } from '../../src/format/compression-name.ts';
import { rowFormats } from '../../src/format/formats.ts';
import { readManifest } from '../../src/format/manifest-file.ts';
import { checkedBytes } from '../../src/format/verify-parts.ts';
import { readLock } from '../../src/project/lock-file.ts';
import { chunks, collect, column, tableOf } from '../format/sample.ts';
import { temporaryFolder } from '../format/temporary-folder.ts';
import { memoryStore } from './memory-store.ts';

const corpus = join(import.meta.dirname, 'corpus');
const table = tableOf([column('id', { kind: 'int' }, false), column('text', { kind: 'text', length: null })]);

/** By the name of the folder, who reads its files. */
const readers: Readonly<Record<string, (file: Buffer) => unknown>> = {
  manifest: (file) => readManifest(memoryStore(file)),
  csv: (file) => collect(rowFormats.csv(table).decode({ path: 'a.csv', bytes: chunks(file) })),
  jsonl: (file) => collect(rowFormats.jsonl(table).decode({ path: 'a.jsonl', bytes: chunks(file) })),
  'edited-csv': (file) => collect(rowFormats.csv(table).decodeEdited({ path: 'a.csv', bytes: chunks(file) })),
  'edited-jsonl': (file) => collect(rowFormats.jsonl(table).decodeEdited({ path: 'a.jsonl', bytes: chunks(file) })),
  gzip: (file) => unpacked(file, 'gzip'),
  zstd: (file) => unpacked(file, 'zstd'),
  lock: readAsLock,
};

/** A part of which the file is right, whatever it is. */
function unpacked(file: Buffer, compression: CompressionName): Promise<unknown> {
  const content = { compression, ...measured(Buffer.from('"id","text"\n1,"a"\n')) };
  const part = { path: 'a.csv.x', rows: 1, ...measured(file), content, first: null, last: null };
  return collect(checkedBytes(memoryStore(file), part));
}

function measured(bytes: Buffer): { readonly bytes: number; readonly sha256: string } {
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function readAsLock(file: Buffer): unknown {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'schemas'));
  writeFileSync(join(folder, 'schemas', 'lock.json'), file);
  return readLock(folder);
}

async function messageOf(reader: string, name: string): Promise<string> {
  try {
    await readers[reader]?.(readFileSync(join(corpus, reader, name)));
    return 'it was taken';
  } catch (thrown) {
    if (!(thrown instanceof NtomError)) throw thrown;
    return `${thrown.code} ${JSON.stringify(thrown.message)}`;
  }
}

test.each(readdirSync(corpus))('every file of corpus/%s is refused, in these words', async (reader) => {
  const names = readdirSync(join(corpus, reader)).toSorted();
  const lines: string[] = [];
  for (const name of names) lines.push(`${name}: ${await messageOf(reader, name)}\n`);
  expect(lines.filter((line) => line.endsWith('it was taken\n'))).toEqual([]);
  await expect(lines.join('')).toMatchFileSnapshot(join(import.meta.dirname, 'expected', `${reader}.txt`));
});
