import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { ErrorCode } from '../../src/errors.ts';
import { manifestEdits } from './manifest-edits.ts';

/** One thing that is done to an extract. */
export interface Tampering {
  readonly what: string;
  readonly apply: (folder: string) => void;
}

/** A kind of tampering: all that is done of it, and the codes with which it may be refused. */
export interface TamperingKind {
  readonly name: string;
  /** `thorough`: every byte, not some hundred. */
  readonly of: (folder: string, thorough: boolean) => Iterable<Tampering>;
  readonly codes: readonly ErrorCode[];
}

const manifest = 'manifest.json';
const altered: readonly ErrorCode[] = ['PART_ALTERED'];
const ofManifest: readonly ErrorCode[] = [
  'MANIFEST_ALTERED',
  'MANIFEST_INVALID',
  'MANIFEST_FUTURE_FORMAT',
  'MANIFEST_REQUIRES',
  'MANIFEST_UNSAFE_PATH',
];

export const tamperingKinds: readonly TamperingKind[] = [
  { name: 'a byte of a part or of datapackage.json changed', of: bytesOf((file) => file !== manifest), codes: altered },
  { name: 'a byte of manifest.json changed', of: bytesOf((file) => file === manifest), codes: ofManifest },
  { name: 'a space of manifest.json made another one', of: spacesOf, codes: ['MANIFEST_ALTERED'] },
  { name: 'a value of manifest.json edited', of: editsOf, codes: ofManifest },
  { name: 'a file cut', of: eachFile(cut), codes: [...altered, ...ofManifest] },
  { name: 'a file longer', of: eachFile(lengthened), codes: [...altered, ...ofManifest] },
  { name: 'two files swapped', of: swapsOf, codes: [...altered, ...ofManifest] },
  { name: 'a file there once more under another name', of: eachFile(doubled), codes: ['PART_EXTRA'] },
  { name: 'a file renamed', of: eachFile(renamed), codes: ['PART_MISSING', 'EXTRACT_MISSING'] },
  { name: 'a file removed', of: eachFile(removed), codes: ['PART_MISSING', 'EXTRACT_MISSING'] },
  { name: 'a link to the same file', of: eachFile(linked), codes: ['PART_NOT_A_FILE'] },
  { name: 'a link to nowhere', of: eachFile(dangling), codes: ['PART_NOT_A_FILE'] },
  { name: 'a folder in place of a file', of: eachFile(foldered), codes: ['PART_NOT_A_FILE'] },
  { name: 'a FIFO in place of a file', of: eachFile(piped), codes: ['PART_NOT_A_FILE'] },
];

/** Bytes of a file that are changed where not all of them are. */
const changedBytes = 15;

function bytesOf(includes: (file: string) => boolean): TamperingKind['of'] {
  return function* (folder, thorough) {
    for (const file of readdirSync(folder).filter(includes)) {
      const bytes = readFileSync(join(folder, file));
      const stride = thorough ? 1 : Math.ceil(bytes.length / changedBytes);
      for (let at = 0; at < bytes.length; at += stride) {
        const changed = Buffer.from(bytes);
        changed[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
        yield { what: `${file}, byte ${at}`, apply: (copy) => writeFileSync(join(copy, file), changed) };
      }
    }
  };
}

/** The content is the same then, whoever reads it. */
function* spacesOf(folder: string, thorough: boolean): Iterable<Tampering> {
  const text = readFileSync(join(folder, manifest), 'utf8');
  const spaces = [...text.matchAll(/(?<=[{,:]\s*)\s/g)].map(({ index }) => index);
  const stride = thorough ? 1 : Math.ceil(spaces.length / changedBytes);
  for (const at of spaces.filter((_, index) => index % stride === 0)) {
    const changed = `${text.slice(0, at)}${text[at] === '\n' ? ' ' : '\n'}${text.slice(at + 1)}`;
    yield { what: `byte ${at}`, apply: (copy) => writeFileSync(join(copy, manifest), changed) };
  }
}

function* editsOf(folder: string): Iterable<Tampering> {
  const content: unknown = JSON.parse(readFileSync(join(folder, manifest), 'utf8'));
  for (const edit of manifestEdits(content)) {
    const text = `${JSON.stringify(edit.content, null, 2)}\n`;
    yield { what: edit.what, apply: (copy) => writeFileSync(join(copy, manifest), text) };
  }
}

function eachFile(tamper: (path: string, bytes: Buffer) => readonly (() => void)[]): TamperingKind['of'] {
  return function* (folder) {
    for (const file of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, file));
      for (const index of tamper('', bytes).keys())
        yield { what: `${file}, ${index}`, apply: (copy) => tamper(join(copy, file), bytes)[index]?.() };
    }
  };
}

function cut(path: string, { length }: Buffer): readonly (() => void)[] {
  const lengths = [...new Set([0, 1, Math.floor(length / 2), length - 1])].filter((each) => each >= 0 && each < length);
  return lengths.map((each) => () => truncateSync(path, each));
}

function lengthened(path: string, bytes: Buffer): readonly (() => void)[] {
  const more = ['\n', '\0', bytes.length === 0 ? '{}\n' : bytes];
  return more.map((each) => () => appendFileSync(path, each));
}

function doubled(path: string): readonly (() => void)[] {
  const names = [`${path}.bak`, path.replace(/[^/]+$/, 'more-$&'), path.replace(/[^/]+$/, '.$&')];
  return names.map((name) => () => copyFileSync(path, name));
}

function renamed(path: string): readonly (() => void)[] {
  return [`${path}~`, path.replace(/[^/]+$/, (name) => name.toUpperCase())].map((name) => () => renameSync(path, name));
}

function removed(path: string): readonly (() => void)[] {
  return [() => rmSync(path)];
}

function linked(path: string): readonly (() => void)[] {
  return [
    () => (
      renameSync(path, `${path}`.replace(/\/[^/]+$/, '-moved')),
      symlinkSync(path.replace(/\/[^/]+$/, '-moved'), path)
    ),
  ];
}

function dangling(path: string): readonly (() => void)[] {
  return [() => (rmSync(path), symlinkSync('nowhere', path))];
}

function foldered(path: string): readonly (() => void)[] {
  return [() => (rmSync(path), mkdirSync(path))];
}

function piped(path: string): readonly (() => void)[] {
  return [() => (rmSync(path), execFileSync('mkfifo', [path]))];
}

function* swapsOf(folder: string): Iterable<Tampering> {
  const files = readdirSync(folder);
  for (const [index, one] of files.entries()) {
    for (const other of files.slice(index + 1)) {
      const [first, second] = [readFileSync(join(folder, one)), readFileSync(join(folder, other))];
      const apply = (copy: string): void => {
        writeFileSync(join(copy, one), second);
        writeFileSync(join(copy, other), first);
      };
      yield { what: `${one} and ${other}`, apply };
    }
  }
}
