import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tlsOptions } from '../../../src/dialects/mysql/connection/tls.ts';
import { mysql } from '../../../src/dialects/mysql/dialect.ts';
import { mysqlLocation } from '../../../src/dialects/mysql/location.ts';
import { hasServerBinary, isThere } from '../../support/mariadb/binaries.ts';
import { needsMysql } from '../../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../../support/mariadb/private-server.ts';

const isAtHand = hasServerBinary && isThere('openssl');

describe('an encrypted connection', needsMysql(isAtHand, 'no mariadbd or no openssl'), () => {
  let folder: string;
  let server: PrivateServer;

  const at = (name: string) => join(folder, name);
  const openssl = (...argv: string[]) => execFileSync('openssl', argv, { cwd: folder, stdio: 'pipe' });

  function makeAuthority(name: string): void {
    const subject = ['-subj', `/CN=${name}`, '-days', '2'];
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.pem`,
      ...subject,
    );
  }

  /** A certificate of the right authority for the server that is started next. `names`: `DNS:localhost`. `days`: until it expires. */
  function makeCertificate(names: string, days = 2): void {
    openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=x');
    writeFileSync(at('names'), `subjectAltName=${names}`);
    const authority = ['-CA', 'right.pem', '-CAkey', 'right.key', '-CAcreateserial'];
    openssl(
      'x509',
      '-req',
      '-in',
      'server.csr',
      ...authority,
      '-out',
      'server.pem',
      '-days',
      `${days}`,
      '-extfile',
      'names',
    );
  }

  async function serveWith(names: string, days?: number): Promise<void> {
    makeCertificate(names, days);
    await server.restart();
  }

  /** Any question to the server, as a user who may not ask it in the clear. */
  const ask = (host: string, parameters: string) =>
    mysql.versionsAt(`mysql://careful@${host}:${server.port}?${parameters}`, 'tfault');

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ntom-tls-'));
    makeAuthority('right');
    makeAuthority('wrong');
    makeCertificate('DNS:localhost,IP:127.0.0.1');
    server = await startServer({ 'ssl-cert': at('server.pem'), 'ssl-key': at('server.key') });
    await server.ask(
      "CREATE USER careful@'127.0.0.1' REQUIRE SSL; CREATE DATABASE tfault_v4; CREATE TABLE tfault_v4.t (id INT)",
    );
    await server.ask("GRANT ALL ON *.* TO careful@'127.0.0.1'");
  });

  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  test.each(['127.0.0.1', 'localhost'])('is made to %s, whose certificate is right', async (host) => {
    expect(await ask(host, `tls=verify&ca=${at('right.pem')}`)).toEqual([4]);
  });

  test('is not made if the authority is another one, or none that the system knows', async () => {
    const reason = expect.stringMatching(/certificate/) as string;
    const refused = { code: 'SERVER_FAILED', message: reason };
    await expect(ask('127.0.0.1', `tls=verify&ca=${at('wrong.pem')}`)).rejects.toMatchObject(refused);
    await expect(ask('127.0.0.1', 'tls=verify')).rejects.toMatchObject(refused);
  });

  test('is opted out of by name: then the server refuses this user', async () => {
    await expect(ask('127.0.0.1', 'tls=off')).rejects.toMatchObject({ code: 'SERVER_REFUSED_ACCESS' });
    expect(await mysql.versionsAt(`mysql://root@127.0.0.1:${server.port}?tls=off`, 'tfault')).toEqual([4]);
  });

  test.each([
    { names: 'DNS:elsewhere.example', hosts: ['127.0.0.1', 'localhost'] },
    { names: 'DNS:localhost', hosts: ['127.0.0.1'] },
    { names: 'IP:127.0.0.1', hosts: ['localhost'] },
  ])('is not made to $hosts with a certificate for $names', async ({ names, hosts }) => {
    await serveWith(names);
    for (const host of hosts) {
      await expect(ask(host, `tls=verify&ca=${at('right.pem')}`)).rejects.toMatchObject({
        code: 'SERVER_FAILED',
        message: expect.stringContaining("does not match certificate's altnames") as string,
      });
    }
  });

  test('is made to an address that the certificate has, and no name', async () => {
    await serveWith('IP:127.0.0.1');
    expect(await ask('127.0.0.1', `tls=verify&ca=${at('right.pem')}`)).toEqual([4]);
  });

  test('is not made with a certificate that has expired', async () => {
    await serveWith('IP:127.0.0.1', -1);
    await expect(ask('127.0.0.1', `tls=verify&ca=${at('right.pem')}`)).rejects.toMatchObject({
      code: 'SERVER_FAILED',
      message: expect.stringContaining('certificate has expired') as string,
    });
  });

  test('is not made with a certificate that the server has signed itself', async () => {
    makeAuthority('server');
    await server.restart();
    for (const authority of ['', `&ca=${at('right.pem')}`]) {
      await expect(ask('127.0.0.1', `tls=verify${authority}`)).rejects.toMatchObject({
        code: 'SERVER_FAILED',
        message: expect.stringMatching(/self[- ]signed certificate/) as string,
      });
    }
  });

  test('is asked for by its authority alone, and to another machine by itself', async () => {
    await serveWith('IP:127.0.0.1,IP:0.0.0.0');
    expect(await ask('127.0.0.1', `ca=${at('right.pem')}`)).toEqual([4]);
    // An address of this machine that is none of those which stay in it.
    expect(await ask('0.0.0.0', `ca=${at('right.pem')}`)).toEqual([4]);
    await expect(ask('0.0.0.0', '')).rejects.toMatchObject({
      code: 'SERVER_FAILED',
      message: expect.stringContaining('certificate') as string,
    });
  });

  test('a server without certificate is refused, and so is an authority that is not there', async () => {
    await using plain = await startServer();
    await expect(mysql.versionsAt(`${plain.url}?tls=verify`, 'tfault')).rejects.toMatchObject({
      code: 'SERVER_FAILED',
      message: expect.stringContaining('does not support secure connection') as string,
    });
    await expect(mysql.versionsAt(`${plain.url}?tls=verify&ca=/none.pem`, 'tfault')).rejects.toMatchObject({
      code: 'PLACE_INVALID',
    });
  });
});

const serverAt = (place: string) => mysqlLocation(mysql.locate(place, 'app', 1)).server;

test.each([
  ['localhost', false],
  ['127.0.0.1', false],
  ['127.8.9.10', false],
  ['[::1]', false],
  ['db.example.org', true],
  ['192.0.2.1', true],
  ['[2001:db8::1]', true],
  ['0.0.0.0', true],
  ['127.1', true],
  ['127.0.0.1.example.org', true],
  ['localhost.example.org', true],
  ['[::ffff:127.0.0.1]', true],
])('what goes to %s is encrypted if nothing is said: %s', (host, isEncrypted) => {
  const options = tlsOptions(serverAt(`mysql://app@${host}`));
  const verified = { minVersion: 'TLSv1.2', rejectUnauthorized: true, verifyIdentity: true };
  expect(options).toEqual(isEncrypted ? verified : undefined);
});

test.each([
  ['tls=off&ca=/ca.pem', 'ca is of no use with tls=off'],
  ['socket=/s&tls=verify', 'a unix socket is not encrypted'],
  ['socket=/s&ca=/ca.pem', 'a unix socket is not encrypted'],
  ['tls=no', 'tls is no; it may be verify or off'],
  ['tls=', 'tls is ; it may be verify or off'],
])('what would not be done is refused: %s', (parameters, reason) => {
  expect(() => serverAt(`mysql://app@localhost?${parameters}`)).toThrow(
    expect.objectContaining({ code: 'PLACE_INVALID', message: expect.stringContaining(reason) as string }),
  );
});
