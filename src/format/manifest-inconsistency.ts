import { accountContradiction } from './account-contradiction.ts';
import { mostContentBytes } from './compression.ts';
import { contentIdOf } from './content-id.ts';
import { requirementsOf, type Manifest, type ManifestPart, type ManifestTable } from './manifest.ts';

interface ManifestInconsistency {
  /** Where in the manifest: `tables.0.parts.1.path`. */
  readonly at: string;
  readonly reason: string;
}

/** What in a manifest contradicts something else in it; null: nothing. */
export function manifestInconsistency(manifest: Manifest): ManifestInconsistency | null {
  const tables = manifest.tables.map(({ name }) => name);
  const paths = manifest.tables.flatMap(({ parts }) => parts.map(({ path }) => path));
  return (
    named('tables', twice(tables)) ??
    named('tables.parts', twice(paths)) ??
    firstOf(manifest.tables, (table, index) => inTable(table, `tables.${index}`)) ??
    inRequires(manifest) ??
    inAccounting(manifest) ??
    wrong(manifest.contentId !== contentIdOf(manifest.tables), 'contentId', 'not the id of these tables')
  );
}

/** What a reader needs is named, so that one which does not have it refuses before it reads. */
function inRequires({ requires, tables }: Manifest): ManifestInconsistency | null {
  const unnamed = requirementsOf(tables).find((capability) => !requires.includes(capability));
  return wrong(unnamed !== undefined, 'requires', `${unnamed} is not named, but a part is compressed so`);
}

function inAccounting({ accounting, tables }: Manifest): ManifestInconsistency | null {
  const contradictions = accounting.map((account, index) => {
    const found = accountContradiction(account, tables);
    return found === null ? null : { ...found, at: `accounting.${index}.${found.at}` };
  });
  return (
    named('accounting', twice(accounting.map(({ table }) => table))) ??
    firstOf(contradictions, (found) => found) ??
    inUnions(accounting, tables)
  );
}

/** The rows of several source tables, united, are the rows of the table that they went into. */
function inUnions(accounting: Manifest['accounting'], tables: Manifest['tables']): ManifestInconsistency | null {
  return firstOf(tables, ({ name, rows }) => {
    const united = accounting.flatMap(({ written }) =>
      written.filter(({ table, how }) => table === name && how === 'union'),
    );
    const sum = united.reduce((total, { counted }) => total + (counted ?? 0), 0);
    return wrong(united.length > 0 && sum !== rows, 'accounting', `${sum} rows are united to the ${rows} of ${name}`);
  });
}

function inTable(table: ManifestTable, at: string): ManifestInconsistency | null {
  const rows = table.parts.reduce((total, part) => total + part.rows, 0);
  const foreign = table.primaryKey.find((column) => !table.columns.includes(column));
  return (
    named(`${at}.columns`, twice(table.columns)) ??
    wrong(foreign !== undefined, `${at}.primaryKey`, `${foreign} is not one of the columns`) ??
    wrong(rows !== table.rows, `${at}.rows`, `${table.rows}, but its parts have ${rows}`) ??
    firstOf(table.parts, (part, index) => inPart(part, table.primaryKey.length, `${at}.parts.${index}`))
  );
}

/** First and last key are there where there are rows and a primary key, with a value for each of its columns. */
function inPart(part: ManifestPart, keyLength: number, at: string): ManifestInconsistency | null {
  const expected = part.rows === 0 || keyLength === 0 ? null : keyLength;
  return (
    wrong((part.first?.length ?? null) !== expected, `${at}.first`, 'does not fit the primary key') ??
    wrong((part.last?.length ?? null) !== expected, `${at}.last`, 'does not fit the primary key') ??
    inContent(part, `${at}.content.bytes`)
  );
}

/** A claim that no file can keep would let a reader unpack without end. */
function inContent({ bytes, content }: ManifestPart, at: string): ManifestInconsistency | null {
  if (content === undefined) return null;
  const most = mostContentBytes(bytes, content.compression);
  return wrong(
    content.bytes > most,
    at,
    `${content.bytes}, but ${bytes} bytes of ${content.compression} hold ${most} at most`,
  );
}

function firstOf<T>(
  items: readonly T[],
  check: (item: T, index: number) => ManifestInconsistency | null,
): ManifestInconsistency | null {
  for (const [index, item] of items.entries()) {
    const found = check(item, index);
    if (found !== null) return found;
  }
  return null;
}

function wrong(isWrong: boolean, at: string, reason: string): ManifestInconsistency | null {
  return isWrong ? { at, reason } : null;
}

function named(at: string, name: string | undefined): ManifestInconsistency | null {
  return name === undefined ? null : { at, reason: `${name} is named twice` };
}

function twice(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return names.find((name) => seen.size === seen.add(name).size);
}
