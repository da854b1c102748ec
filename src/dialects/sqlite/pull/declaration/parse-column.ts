import type { ColumnDeclaration } from './declaration.ts';
import { conflictClause, deferral, referenceClause } from './parse-clauses.ts';
import type { Collected } from './parse-table.ts';
import type { TokenReader } from './token-reader.ts';

/** A column that is being read. */
interface Draft {
  collation: string | null;
  generated: string | null;
}

export function parseColumn(reader: TokenReader, collected: Collected): void {
  const name = reader.name();
  skipType(reader);
  const comment = reader.peek()?.comment ?? null;
  const draft: Draft = { collation: null, generated: null };
  let constraint: string | null = null;
  while (!reader.atEnd && !reader.isSymbol(',') && !reader.isSymbol(')')) {
    if (reader.takeWords('CONSTRAINT')) {
      constraint = reader.name();
      continue;
    }
    columnConstraint(reader, collected, { column: name, name: constraint, draft });
    constraint = null;
  }
  const column: ColumnDeclaration = { name, comment, ...draft };
  collected.columns.push(column);
}

const constraints = [
  'CONSTRAINT',
  'DEFAULT',
  'NULL',
  'NOT',
  'PRIMARY',
  'UNIQUE',
  'CHECK',
  'REFERENCES',
  'DEFERRABLE',
  'COLLATE',
  'AS',
];

/** The pragmas tell the type. It is any number of words and quoted names, and at most one pair of parentheses. */
function skipType(reader: TokenReader): void {
  for (;;) {
    const isOver = reader.isWord(...constraints) || isGenerated(reader);
    const kind = reader.peek()?.kind;
    if (isOver || (kind !== 'word' && kind !== 'name' && kind !== 'text')) break;
    reader.take();
  }
  if (reader.isSymbol('(')) reader.inParentheses();
}

function isGenerated(reader: TokenReader): boolean {
  return reader.isWord('GENERATED') && reader.peek(1)?.raw.toUpperCase() === 'ALWAYS';
}

interface ConstraintPlace {
  readonly column: string;
  readonly name: string | null;
  readonly draft: Draft;
}

function columnConstraint(reader: TokenReader, collected: Collected, { column, name, draft }: ConstraintPlace): void {
  if (reader.takeWords('DEFAULT')) return skipDefault(reader);
  if (reader.takeWords('NULL')) return conflictClause(reader, null, '');
  if (reader.takeWords('NOT', 'NULL')) return conflictClause(reader, collected, `NOT NULL of ${column}`);
  if (reader.takeWords('PRIMARY', 'KEY')) return primaryKey(reader, collected, column);
  if (reader.takeWords('UNIQUE')) {
    collected.uniques.push({ name, columns: [column] });
    return conflictClause(reader, collected, `the unique key over ${column}`);
  }
  if (reader.takeWords('CHECK')) {
    collected.checks.push({ name, expression: reader.inParentheses() });
  } else if (reader.takeWords('REFERENCES')) {
    collected.foreignKeys.push({ name, columns: [column], deferred: referenceClause(reader) });
  } else if (reader.takeWords('COLLATE')) {
    draft.collation = reader.name();
  } else if (reader.takeWords('GENERATED', 'ALWAYS', 'AS') || reader.takeWords('AS')) {
    draft.generated = reader.inParentheses();
    if (!reader.takeWords('STORED')) reader.takeWords('VIRTUAL');
  } else {
    lateDeferral(reader, collected);
  }
}

function primaryKey(reader: TokenReader, collected: Collected, column: string): void {
  const isDescending = reader.takeWords('DESC');
  if (!isDescending) reader.takeWords('ASC');
  conflictClause(reader, collected, 'the primary key');
  const autoIncrement = reader.takeWords('AUTOINCREMENT');
  collected.primaryKey = { columns: [column], autoIncrement, descending: [isDescending] };
}

/** The pragmas tell it. An expression in parentheses, or one term with a sign at most. */
function skipDefault(reader: TokenReader): void {
  if (reader.isSymbol('(')) {
    reader.inParentheses();
    return;
  }
  if (!reader.takeSymbol('-')) reader.takeSymbol('+');
  reader.take();
}

/** `DEFERRABLE …` that stands apart from its REFERENCES is of the last one. */
function lateDeferral(reader: TokenReader, collected: Collected): void {
  const deferred = deferral(reader);
  const last = collected.foreignKeys.pop();
  if (deferred === null || last === undefined) throw reader.notUnderstood();
  collected.foreignKeys.push({ ...last, deferred });
}
