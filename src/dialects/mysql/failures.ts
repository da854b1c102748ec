import { failure, NtomError, reasonOf } from '../../errors.ts';
import type { AsError } from '../../failpoints/failpoint.ts';
import type { ServerAddress } from './location.ts';

/** What the driver throws, as the errors of ours that they are. A bug is none of them, and stays what it is. */

/** Database, password, command, column, special privilege, routine, trigger with a binary log, user. */
const refusedAccess = new Set([1044, 1045, 1142, 1143, 1227, 1370, 1419, 1698]);

/** Whether a server refuses something to a user that it may grant to others. */
export function isAccessRefused(error: unknown): boolean {
  return error instanceof Error && 'errno' in error && refusedAccess.has(Number(error.errno));
}

/** Whether the connection is lost with it. */
export function isFatal(error: unknown): boolean {
  return error instanceof Error && 'fatal' in error && error.fatal === true;
}

/** A table has another definition than when the snapshot was taken. */
const definitionChanged = 1412;

/** An error of the server or of the way to it, as one of ours. */
export function serverFailure({ host, port }: ServerAddress, error: unknown): Error {
  if (error instanceof NtomError || !(error instanceof Error && ('code' in error || isFatal(error))))
    return error as Error;
  const server = `${host}:${port}`;
  // The driver's words for a connection that was lost between two statements.
  const reason = reasonOf(error).replace(/^Can't add new command.*/, 'the connection was lost');
  if ('errno' in error && error.errno === definitionChanged)
    return failure('SOURCE_ALTERED', { server, reason }, error);
  if (isAccessRefused(error)) return failure('SERVER_REFUSED_ACCESS', { server, reason }, error);
  return failure('SERVER_FAILED', { server, reason }, error);
}

/** Killed, out of time, a table altered meanwhile, no room: whatever the query was. */
const notOfTheQuery = new Set([1021, 1028, 1030, 1053, 1114, 1205, 1213, 1317, definitionChanged, 1927, 1969, 3024]);

/** While rows are read: a fatal error is the connection's; another one is about the query, unless any would have met it. */
export function queryFailure(server: ServerAddress, query: string, error: unknown): Error {
  if (error instanceof NtomError) return error;
  const errno = error instanceof Error && 'errno' in error ? Number(error.errno) : 0;
  if (isFatal(error) || notOfTheQuery.has(errno)) return serverFailure(server, error);
  return failure('QUERY_REFUSED', { where: null, query: query.trim(), reason: reasonOf(error) }, error);
}

/** A failpoint in a statement, as the server would tell it. */
export const asServerError: AsError = (code) => {
  const [errno, text] = code === 'ENOSPC' ? [1021, 'Disk full'] : [1030, 'Got error 5 from storage engine'];
  return Object.assign(new Error(text), { code: errno === 1021 ? 'ER_DISK_FULL' : 'ER_GET_ERRNO', errno });
};
