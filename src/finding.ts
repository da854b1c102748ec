import { catalog, type ErrorCode, type ErrorDetails, type ErrorExit } from './errors/catalog.ts';
import { failure, NtomError } from './errors.ts';

/** `error`: the command ends with exit code 1. `warning`: worth a look, and no more. It follows from the code. */
export type Severity = 'error' | 'warning';

/** Something that is not right, or is worth knowing, in the files of a project or in a database. Plain data. */
export interface Finding {
  readonly code: ErrorCode;
  readonly severity: Severity;
  readonly message: string;
  /** The command or change that mends it, in a sentence. */
  readonly cure: string;
  /** From the project's folder, with `/`; null: of no one file. */
  readonly file: string | null;
  /** From 1; null: not known, or the file as a whole. */
  readonly line: number | null;
}

/** Where a finding is. */
export interface FindingPlace {
  readonly file?: string | null;
  readonly line?: number | null;
}

/** A finding of the catalog: its message is made from `details` and nothing else. */
export function finding<C extends ErrorCode>(code: C, details: ErrorDetails<C>, place: FindingPlace = {}): Finding {
  return findingOf(failure(code, details), place);
}

/** What was thrown as a finding: a static check goes on with the next file. */
export function findingOf({ code, message }: NtomError, { file = null, line = null }: FindingPlace = {}): Finding {
  const { exit, cure } = catalog[code];
  return { code, severity: severityOf(exit), message, cure, file, line };
}

/** What checks that refuse by throwing refuse, in their order. Anything else that one throws is thrown. */
export async function refusalsOf(checks: readonly (() => Promise<unknown>)[]): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const check of checks) {
    try {
      await check();
    } catch (thrown) {
      if (!(thrown instanceof NtomError)) throw thrown;
      findings.push(findingOf(thrown));
    }
  }
  return findings;
}

function severityOf(exit: ErrorExit): Severity {
  return exit === 'done' ? 'warning' : 'error';
}
