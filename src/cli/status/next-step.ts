import { migrationPath } from '../../project/migration-path.ts';

/** What there is, as far as it decides what to run next. Lists are ascending. */
export interface Situation {
  readonly schemas: readonly number[];
  /** Schemas whose files cannot be loaded. */
  readonly broken: readonly number[];
  readonly databases: readonly number[];
  /** Versions whose database has a name of its own and is not there. */
  readonly missing: readonly number[];
  readonly pipelines: readonly string[];
  /** Why the newest database does not hold what the one of the schema `from` holds now, which it was loaded from; null: it does. */
  readonly stale: { readonly from: number; readonly why: string } | null;
  /** Complete extracts: from which schema, and with the structure of which. */
  readonly extracts: readonly { readonly from: number; readonly to: number }[];
}

/** The command that an operator would run next; or, with no command, why there is none. */
export interface NextStep {
  readonly command: string | null;
  readonly why: string;
}

export function nextStep({ schemas, broken, databases, missing, pipelines, stale, extracts }: Situation): NextStep {
  const newest = schemas.at(-1);
  const from = databases.at(-1);
  if (newest === undefined) return firstSchema(from);
  if (broken.includes(newest)) return { command: null, why: `schemas/v${newest}.ts has to be corrected first` };
  if (from === undefined) return firstDatabase(newest, missing);
  if (missing.includes(newest)) return missingDatabase(newest);
  if (from >= newest && stale !== null) return newRows(stale, from, extracts);
  if (from >= newest) return { command: null, why: 'nothing to do: the newest schema has its database' };
  const steps = pathOrNull(pipelines, from, newest);
  const [first] = steps ?? [];
  if (steps === null || first === undefined) {
    const why = `no pipelines lead from schema ${from} to ${newest}`;
    return { command: `ntom new ${from}to${newest}`, why };
  }
  const why = `the newest database has schema ${from}, the newest schema is ${newest}`;
  if (steps.length > 1) return { command: `ntom migrate --to ${newest}`, why };
  const isExtracted = extracts.some((extract) => extract.from === from && extract.to === newest);
  return { command: isExtracted ? `ntom load ${newest}` : `ntom extract ${first.name}`, why };
}

/** `database`: the newest there is; undefined: none. */
function firstSchema(database: number | undefined): NextStep {
  if (database === undefined) {
    const ways = 'write schemas/v1.ts, or name a database in ntom.config.ts, for ntom pull 1';
    return { command: null, why: `there is no schema yet: ${ways}` };
  }
  return { command: `ntom pull ${database}`, why: `there is no schema yet, but a database of schema ${database}` };
}

/** Whether the newest database may go, for one with all rows, only people know: nothing that replaces it is proposed. */
function newRows(stale: NonNullable<Situation['stale']>, to: number, extracts: Situation['extracts']): NextStep {
  const isExtracted = extracts.some((extract) => extract.from === stale.from && extract.to === to);
  if (!isExtracted) return { command: `ntom extract ${stale.from}to${to}`, why: stale.why };
  return { command: null, why: `${stale.why}; ntom load ${to} --replace makes it again, if it may go` };
}

/** A database that has a name of its own is not made by ntom. */
function firstDatabase(schema: number, [missing]: readonly number[]): NextStep {
  if (missing === undefined) return { command: `ntom create ${schema}`, why: 'there is no database yet' };
  return missingDatabase(missing);
}

function missingDatabase(schema: number): NextStep {
  return { command: null, why: `the database of schema ${schema} is not there: see names in ntom.config.ts` };
}

function pathOrNull(...path: Parameters<typeof migrationPath>): ReturnType<typeof migrationPath> | null {
  try {
    return migrationPath(...path);
  } catch {
    return null;
  }
}
