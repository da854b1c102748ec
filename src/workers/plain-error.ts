import { NtomError, type Aftermath, type ErrorCode } from '../errors.ts';

/** An error as plain data, so that it can leave its thread. */
export interface PlainError {
  /** null: a bug of ours. */
  readonly code: ErrorCode | null;
  readonly message: string;
  readonly stack: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;
  readonly aftermath: Aftermath | null;
  readonly cause: PlainError | null;
}

export function plainError(thrown: unknown): PlainError {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const isOurs = error instanceof NtomError;
  return {
    code: isOurs ? error.code : null,
    message: error.message,
    stack: error.stack,
    details: isOurs ? error.details : {},
    aftermath: isOurs ? error.aftermath : null,
    cause: error.cause === undefined ? null : plainError(error.cause),
  };
}

export function errorOf({ code, message, stack, details, aftermath, cause }: PlainError): Error {
  const causes = cause === null ? {} : { cause: errorOf(cause) };
  if (code !== null) return new NtomError(code, message, { details, aftermath, ...causes });
  const error = new Error(message, causes);
  if (stack !== undefined) error.stack = stack;
  return error;
}
