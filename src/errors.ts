import { catalog, type ErrorCode, type ErrorDetails } from './errors/catalog.ts';

export type { ErrorCode };

/** What became of one database, extract or file: `{ what: 'app_v3.db', is: 'not created' }`. */
export interface StateLine {
  readonly what: string;
  readonly is: string;
}

/** Where things stand after a failure, and the command to run next. */
export interface Aftermath {
  readonly state: readonly StateLine[];
  readonly next: string | null;
}

/**
 * The one error that ntom throws on purpose: a code of the catalog, values that say where, the state of everything, the
 * next command. Anything else that is thrown is a bug of ours.
 */
export class NtomError extends Error {
  override readonly name = 'NtomError';
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;
  readonly aftermath: Aftermath | null;

  constructor(
    code: ErrorCode,
    message: string,
    rest: { details: object; aftermath?: Aftermath | null; cause?: unknown },
  ) {
    super(message, rest.cause === undefined ? undefined : { cause: rest.cause });
    this.code = code;
    this.details = { ...rest.details };
    this.aftermath = rest.aftermath ?? null;
  }

  /** The same error with state and next command, unless it has them already: the innermost knows best. */
  withAftermath(aftermath: Aftermath): NtomError {
    if (this.aftermath !== null) return this;
    return new NtomError(this.code, this.message, { details: this.details, aftermath, cause: this.cause });
  }
}

/** An error of the catalog: its message is made from `details` and nothing else. */
export function failure<C extends ErrorCode>(code: C, details: ErrorDetails<C>, cause?: unknown): NtomError {
  const message = (catalog[code].message as (details: ErrorDetails<C>) => string)(details);
  return new NtomError(code, message, { details, cause });
}

/** What any thrown thing says, for messages that quote it. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
