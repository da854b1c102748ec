import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLock, writeLock, type Release } from '../../src/project/lock-file.ts';
import { temporaryProject } from './temporary-project.ts';

const fingerprint = 'a'.repeat(64);
const release = { fingerprint, releasedAt: '2026-05-04' };
const entry = JSON.stringify(release);

function folderWith(lock: string): string {
  return temporaryProject({ 'schemas/lock.json': lock });
}

const textOf = (folder: string): string => readFileSync(join(folder, 'schemas/lock.json'), 'utf8');

describe('writeLock', () => {
  test('writes the same bytes in whatever order the releases come', () => {
    const folder = temporaryProject({ 'schemas/v1.ts': '' });
    writeLock(folder, new Map([10, 2, 1].map((version) => [version, { releasedAt: '2026-05-04', fingerprint }])));
    const expected = { format: 1, released: { 1: release, 2: release, 10: release } };
    expect(textOf(folder)).toBe(`${JSON.stringify(expected, null, 2)}\n`);
    expect([...readLock(folder).keys()]).toEqual([1, 2, 10]);
  });

  test('leaves nothing beside the file, and minds no file that a crash left there', () => {
    const folder = temporaryProject({ 'schemas/lock.json': '{', 'schemas/lock.json.partial-0a1b2c3d': '{"form' });
    writeLock(folder, new Map([[1, release]]));
    expect(readdirSync(join(folder, 'schemas'))).toEqual(['lock.json', 'lock.json.partial-0a1b2c3d']);
    expect(readLock(folder)).toEqual(new Map([[1, release]]));
  });

  test('leaves nothing behind when it fails', () => {
    const folder = temporaryProject({ 'schemas/lock.json/in-the-way': '' });
    expect(() => writeLock(folder, new Map([[1, release]]))).toThrow(expect.objectContaining({ code: 'WRITE_FAILED' }));
    expect(readdirSync(join(folder, 'schemas'))).toEqual(['lock.json']);
  });

  test('is read back as it was written', () => {
    const folder = temporaryProject({ 'schemas/v1.ts': '' });
    const day = fc.date({ min: new Date('1970-01-01'), max: new Date('2999-12-31'), noInvalidDate: true });
    const anyRelease: fc.Arbitrary<Release> = fc.record({
      fingerprint: fc.string({ unit: fc.constantFrom('0', '4', '9', 'a', 'c', 'f'), minLength: 64, maxLength: 64 }),
      releasedAt: day.map((date) => date.toISOString().slice(0, 10)),
    });
    const version = fc.integer({ min: 1, max: 999_999_999 });
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(version, anyRelease), { selector: ([each]) => each }), (releases) => {
        writeLock(folder, new Map(releases));
        expect([...readLock(folder)]).toEqual(releases.sort(([a], [b]) => a - b));
      }),
      { numRuns: 30 },
    );
  });
});

describe('readLock', () => {
  test('finds no releases where there is no file', () => {
    expect(readLock(temporaryProject({}))).toEqual(new Map());
  });

  test.each([
    ['', 'schemas/lock.json is damaged: not JSON'],
    ['{ "format": 1, "released": {} ', 'not JSON'],
    ['[]', 'damaged: Invalid input: expected object'],
    ['{ "format": 2, "released": {} }', 'damaged at format: Invalid input: expected 1'],
    ['{ "format": 1 }', 'damaged at released: '],
    ['{ "format": 1, "released": {}, "notes": "" }', 'Unrecognized key: "notes"'],
    [`{ "format": 1, "released": { "v1": ${entry} } }`, 'damaged at released.v1: '],
    [`{ "format": 1, "released": { "01": ${entry} } }`, 'damaged at released.01: '],
    [
      `{ "format": 1, "released": { "1": ${entry.replace('a', 'A')} } }`,
      'damaged at released.1.fingerprint: not a sha256',
    ],
    [`{ "format": 1, "released": { "1": ${entry.replace('-05-', '-13-')} } }`, 'damaged at released.1.releasedAt: '],
    [`{ "format": 1, "released": { "1": { "fingerprint": "${fingerprint}" } } }`, 'damaged at released.1.releasedAt: '],
    [
      `{ "format": 1, "released": { "1": ${entry}, "2": ${entry}, "1": ${entry} } }`,
      'damaged at released.1: there twice',
    ],
    ['{ "format": 1,\n<<<<<<< HEAD\n=======\n>>>>>>> other\n}', 'damaged at line 2: a merge conflict is open'],
  ])('refuses %s', (lock, message) => {
    const folder = folderWith(lock);
    expect(() => readLock(folder)).toThrow(expect.objectContaining({ code: 'LOCK_INVALID' }));
    expect(() => readLock(folder)).toThrow(message);
  });

  test('takes line ends of another system', () => {
    const folder = temporaryProject({ 'schemas/v1.ts': '' });
    writeLock(folder, new Map([[1, release]]));
    writeFileSync(join(folder, 'schemas/lock.json'), textOf(folder).replaceAll('\n', '\r\n'));
    expect(readLock(folder)).toEqual(new Map([[1, release]]));
  });
});
