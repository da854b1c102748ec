import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import type { SslOptions } from 'mysql2';
import { failure, reasonOf } from '../../../errors.ts';
import type { ServerAddress } from '../location.ts';
import { shortFile } from './short-file.ts';

/** How a connection is encrypted; undefined: not at all, for loopback, a unix socket, or because the user said so. */
export function tlsOptions({ host, socketPath, tls, caFile }: ServerAddress): SslOptions | undefined {
  if (tls === 'off' || socketPath !== null) return undefined;
  if (tls === 'auto' && isLoopback(host)) return undefined;
  return {
    ...(caFile === null ? {} : { ca: readAuthority(host, caFile) }),
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    verifyIdentity: true,
  };
}

function readAuthority(host: string, caFile: string): Buffer {
  try {
    return shortFile(caFile);
  } catch (error) {
    throw failure('PLACE_INVALID', { place: `mysql://${host}`, reason: `its ca: ${reasonOf(error)}` }, error);
  }
}

/**
 * The way to a server that has an address instead of a name, when its certificate is looked at. Node.js compares a certificate
 * with the name that was looked up, and would take "localhost" where nothing was.
 */
export function socketToAddress({ host, port }: ServerAddress): Socket {
  const lookup: LookupFunction = (_name, _options, done) => done(null, [{ address: host, family: isIP(host) }]);
  return connect({ host: `${host}.`, port, lookup, noDelay: true, keepAlive: true });
}

function isLoopback(host: string): boolean {
  if (isIP(host) === 4) return host.startsWith('127.');
  return host === 'localhost' || host === '::1';
}
