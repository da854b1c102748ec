import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clientOptions } from '../../src/dialects/mysql/connection/option-file.ts';
import { tlsOptions } from '../../src/dialects/mysql/connection/tls.ts';
import { locate as locateOnServer } from '../../src/dialects/mysql/location.ts';
import { dialectOf } from '../../src/dialects/registry.ts';
import { folderOf, locate, locateNamed, versionsAt } from '../../src/dialects/sqlite/location.ts';
import { parseFailpoints } from '../../src/failpoints/failpoint.ts';
import { config, type ConfigInput } from '../../src/project/config.ts';
import { readLock } from '../../src/project/lock-file.ts';
import { absolutePlace, withDefaultsFile } from '../../src/project/place.ts';
import { temporaryFolder } from '../format/temporary-folder.ts';
import { codeOf, often } from './often.ts';

const piece = fc.oneof(
  fc.constantFrom(
    'sqlite:',
    'mysql:',
    '//',
    '/',
    '..',
    '@',
    ':',
    '?',
    '#',
    '%',
    '%zz',
    '%00',
    '[',
    ']',
    '::1',
    '\0',
    '\n',
  ),
  fc.constantFrom(
    'constructor:',
    '__proto__:',
    'tls=',
    'ca=',
    'socket=',
    '&',
    'localhost',
    '127.0.0.1',
    '65536',
    '\u202e',
  ),
  fc.string({ maxLength: 5 }),
);
const anyPlace = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(''));

describe('the URL of a place', () => {
  test('is one, or refused with a code', async () => {
    const property = fc.asyncProperty(anyPlace, async (place) => {
      const code = await codeOf(async () => {
        const absolute = absolutePlace(place, '/srv/shop');
        const dialect = await dialectOf(absolute);
        expect(dialect.locate(absolute, 'app', 3).label).toMatch(/^app_v3/);
      });
      if (code !== null) expect(code).toMatch(/^PLACE_(?:UNKNOWN_ENGINE|INVALID|HAS_PASSWORD)$/);
    });
    await fc.assert(property, often(1000));
  });

  test('with an option file is one, or refused with a code', async () => {
    const property = fc.asyncProperty(anyPlace, fc.string(), async (place, file) => {
      const code = await codeOf(() => withDefaultsFile(place, file));
      expect([null, 'USAGE_WRONG']).toContain(code);
    });
    await fc.assert(property, often(300));
  });

  test.each([
    ['constructor:x', 'PLACE_UNKNOWN_ENGINE'],
    ['__proto__:x', 'PLACE_UNKNOWN_ENGINE'],
    ['mysql://%zz@localhost', 'PLACE_INVALID'],
    ['mysql://app@localhost#x', 'PLACE_INVALID'],
    ['mysql://app:12#34@localhost', 'PLACE_INVALID'],
    ['mysql://app:12/34@localhost', 'PLACE_INVALID'],
    ['mysql://app:12?34@localhost', 'PLACE_INVALID'],
    ['mysql://localhost:65536', 'PLACE_INVALID'],
    ['mysql://[::1', 'PLACE_INVALID'],
    ['sqlite:', 'PLACE_INVALID'],
    ['sqlite:a\0b', 'PLACE_INVALID'],
  ])('%j: %s', async (place, code) => {
    expect(await codeOf(async () => (await dialectOf(place)).locate(place, 'app', 3))).toBe(code);
  });

  test.each(['mysql://app:12#34@localhost', 'mysql://app:12/34@localhost', 'mysql://app:12?34@localhost'])(
    '%s: what may be half a password is not repeated',
    (place) => expect(() => locateOnServer(place, 'app', 3)).toThrow(/^(?!.*(?:12|34)).*…@localhost/),
  );

  test('names a folder that the system does not show: refused with a code', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    expect(await codeOf(() => versionsAt(`sqlite:${join(folder, 'file')}`, 'app'))).toBe('PLACE_INVALID');
    const tooLong = `sqlite:${join(folder, 'x'.repeat(300))}`;
    expect(await codeOf(() => locate(tooLong, 'app', 3).sizeBytes())).toBe('PLACE_INVALID');
  });

  test('a file whose number no schema can have is none of its databases', async () => {
    const folder = temporaryFolder();
    for (const name of ['app_v1.db', 'app_v01.db', 'app_v1e3.db', 'app_v9999999999.db', 'app_v99999999999999999999.db'])
      writeFileSync(join(folder, name), '');
    expect(await versionsAt(`sqlite:${folder}`, 'app')).toEqual([1]);
  });
});

describe('an option file', () => {
  const file = (text: string | Uint8Array): string => {
    const path = join(temporaryFolder(), 'my.cnf');
    writeFileSync(path, text);
    return path;
  };

  test('is read whatever is in it', () => {
    const path = file('');
    const line = fc.oneof(
      fc.constantFrom('[client]', '[mysqld]', 'user', 'password', '=', '#', '"', "'", '\\', '\n', ' '),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        writeFileSync(path, lines.join(''));
        const { user, password } = clientOptions(path);
        for (const value of [user, password]) expect(['string', 'undefined']).toContain(typeof value);
      }),
      often(200),
    );
  });

  test('gives every password back that is in quotes', () => {
    const path = file('');
    const password = fc.string({ unit: 'binary' }).filter((text) => !/[\r\n]/.test(text) && text.isWellFormed());
    fc.assert(
      fc.property(password, (text) => {
        writeFileSync(path, `[client]\npassword = "${text.replaceAll('\\', '\\\\')}"\n`);
        expect(clientOptions(path).password).toBe(text);
      }),
      often(200),
    );
  });

  test('of a line of nothing but spaces is read in one go', () => {
    const spaces = ' '.repeat(300_000);
    expect(clientOptions(file(`[client]\npassword=a${spaces}b\nuser=x${spaces}#${spaces}\n`))).toEqual({
      password: `a${spaces}b`,
      user: 'x',
    });
  });

  test.each([
    ['without an end', '/dev/zero', 'larger than 1048576 bytes'],
    ['that is a folder', '/dev', 'EISDIR'],
    ['that is nowhere', '/dev/null/my.cnf', 'ENOTDIR'],
  ])('%s is refused', async (_, path, reason) => {
    expect(() => clientOptions(path)).toThrow(reason);
    expect(await codeOf(() => clientOptions(path))).toBe('OPTION_FILE_UNREADABLE');
  });

  test('a certificate authority without an end is refused', async () => {
    const server = { host: 'db', port: 1, user: null, socketPath: null, tls: 'verify', defaultsFile: null } as const;
    expect(await codeOf(() => tlsOptions({ ...server, caFile: '/dev/zero' }))).toBe('PLACE_INVALID');
  });
});

describe('files of a project', () => {
  const anyJson = fc.oneof(fc.json(), fc.string({ unit: 'binary' }));
  const fingerprint = 'a'.repeat(64);
  const entry = `{"fingerprint":"${fingerprint}","releasedAt":"2026-05-04"}`;

  test('schemas/lock.json is read, or refused with a code', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'schemas'));
    const members = fc.array(
      fc.tuple(
        fc.oneof(fc.constantFrom('1', '2', '01', '__proto__', 'constructor', ''), fc.string()),
        fc.oneof(fc.constant(entry), fc.json()),
      ),
      { maxLength: 3 },
    );
    const released = members.map(
      (all) => `{"format":1,"released":{${all.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join()}}}`,
    );
    const property = fc.asyncProperty(fc.oneof(anyJson, released), async (text) => {
      writeFileSync(join(folder, 'schemas', 'lock.json'), text);
      expect([null, 'LOCK_INVALID']).toContain(await codeOf(() => readLock(folder)));
    });
    await fc.assert(property, often(500));
    for (const key of ['__proto__', 'constructor', '', '0', '01', '1e3']) {
      writeFileSync(join(folder, 'schemas', 'lock.json'), `{"format":1,"released":{"${key}":${entry}}}`);
      expect([key, await codeOf(() => readLock(folder))]).toEqual([key, 'LOCK_INVALID']);
    }
  });

  test('schemas/lock.json of a hundred thousand releases is read in one go', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'schemas'));
    const all = Array.from({ length: 100_000 }, (_, version) => `"${version + 1}":${entry}`).join();
    writeFileSync(join(folder, 'schemas', 'lock.json'), `{"format":1,"released":{${all}}}`);
    expect(readLock(folder).size).toBe(100_000);
  });

  test('what a configuration says is right, or refused with a code', async () => {
    const key = fc.oneof(fc.constantFrom('app', 'database', 'extracts', 'imports', 'names', '__proto__'), fc.string());
    const value = fc.oneof(fc.anything({ maxDepth: 2 }), fc.constantFrom('app', 'sqlite:.', '../x'), fc.string());
    const input = fc.dictionary(key, value, { maxKeys: 5, noNullPrototype: true });
    const property = fc.asyncProperty(input, async (given) => {
      const code = await codeOf(() => config(given as unknown as ConfigInput));
      expect([null, 'CONFIG_WRONG', 'APP_NAME_WRONG']).toContain(code);
    });
    await fc.assert(property, often(500));
  });

  test('the name of a database is a file at its place, or refused with a code', async () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('..', '.', '', '/x', 'a/', 'a/..', String.raw`C:\x`, 'a\0b'),
    );
    const property = fc.asyncProperty(name, async (given) => {
      const code = await codeOf(() => locateNamed('sqlite:/srv/data', given));
      expect([null, 'DATABASE_NAME_WRONG']).toContain(code);
    });
    await fc.assert(property, often(300));
    expect(folderOf('sqlite:/srv/data')).toBe('/srv/data');
  });
});

test('failpoints are understood, or a mistake that says so', () => {
  const part = fc.oneof(
    fc.constantFrom('a.b', '*', '#', '1', ':after', '=', 'kill', 'delay', 'log', ':', ';', '.'),
    fc.string({ maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 10 }), (parts) => {
      try {
        expect(parseFailpoints(parts.join('')).length).toBeGreaterThan(0);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(TypeError);
      }
    }),
    often(500),
  );
});
