import { getSystemErrorMap } from 'node:util';
import { failure, NtomError, reasonOf } from '../errors.ts';

/** `WRITE_FAILED` with the system's reason; an error of ours stays as it is. */
export function writeFailed(path: string, thrown: unknown): NtomError {
  if (thrown instanceof NtomError) return thrown;
  return failure('WRITE_FAILED', { path, reason: systemReason(thrown) }, thrown);
}

/** `READ_FAILED` with the system's reason; an error of ours stays as it is. */
export function readFailed(path: string, thrown: unknown): NtomError {
  if (thrown instanceof NtomError) return thrown;
  return failure('READ_FAILED', { path, reason: systemReason(thrown) }, thrown);
}

/** The system's code of an error, `ENOENT`; null: it is not from the system. */
export function systemCode(thrown: unknown): string | null {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : null;
}

function systemReason(thrown: unknown): string {
  const errno = thrown instanceof Error && 'errno' in thrown ? thrown.errno : undefined;
  const [code, text] = (typeof errno === 'number' ? getSystemErrorMap().get(errno) : undefined) ?? [];
  return text === undefined ? reasonOf(thrown) : `${text} (${code})`;
}
