import { Refusal, type Dialect } from '../dialects/dialect.ts';
import type { RawRow } from '../dialects/source.ts';
import { failure, reasonOf } from '../errors.ts';
import type { InputRow, PipelineDefinition } from '../pipeline/definition.ts';
import type { TablePlan } from '../pipeline/plan.ts';
import { todoAt } from '../pipeline/todo-at.ts';
import { findTable, storedColumns, type Value } from '../schema/definition.ts';
import { rowValidator } from '../schema/row-validator.ts';

/** Why a row was refused: which column, where in it, what is wrong, and the value. */
export interface Problem {
  /** null: the row as a whole. */
  readonly column: string | null;
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly value: unknown;
}

/** A row that schema M does not take, with every reason. */
export class RejectedRow {
  readonly row: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];

  constructor(row: Readonly<Record<string, unknown>>, problems: readonly Problem[]) {
    this.row = row;
    this.problems = problems;
  }
}

/** Makes the row of schema M, values in the order of the stored columns, out of a row of the query. */
export type RowMaker = (raw: RawRow) => readonly Value[] | RejectedRow;

type Reader = (raw: RawRow) => Value | Refusal;
type NamedReaders = readonly (readonly [column: string, read: Reader, raw: Reader])[];

/** What a row maker needs to know of a table's plan. */
export type MadeTable = Pick<TablePlan, 'table' | 'made' | 'columns'>;

export function rowMaker(plan: MadeTable, pipeline: PipelineDefinition, dialect: Dialect): RowMaker {
  const columns = storedColumns(plan.table).map((column) => column.name);
  const validate = rowValidator(plan.table);
  const { map } = plan.made;
  const read = rowReader(map === null ? tableReaders(plan, dialect) : inputReaders(plan, pipeline, dialect));
  const compute = map === null ? null : computer(plan, pipeline, map);
  return (raw) => {
    const input = read(raw);
    const row = compute === null || input instanceof RejectedRow ? input : compute(input);
    if (row instanceof RejectedRow) return row;
    const issues = validate(row);
    if (issues.length > 0)
      return new RejectedRow(
        row,
        issues.map((issue) => ({ ...issue, value: row[issue.column] })),
      );
    return columns.map((column) => row[column] as Value);
  };
}

/** Without a map: each column as the type of schema M says. */
function tableReaders({ table, columns, made }: MadeTable, dialect: Dialect): NamedReaders {
  return storedColumns(table).map(({ name, type }) => {
    if (Object.hasOwn(made.constants, name))
      return [name, () => made.constants[name] ?? null, () => made.constants[name] ?? null];
    const index = columns.findIndex((column) => column.name === name);
    const { fromDriver } = dialect.valueCodec(type);
    return [name, (raw) => fromDriver(raw[index]), (raw) => raw[index] as Value];
  });
}

/** For a map: columns of schema N as their type says, expressions as they are. */
function inputReaders({ columns }: MadeTable, { from }: PipelineDefinition, dialect: Dialect): NamedReaders {
  return columns.map(({ name, origin }, index) => {
    const table = origin === null ? undefined : findTable(from, origin.table);
    const column = table?.columns.find((each) => each.name === origin?.column);
    const fromDriver = column === undefined ? dialect.readExpression : dialect.valueCodec(column.type).fromDriver;
    return [name, (raw) => fromDriver(raw[index]), (raw) => raw[index] as Value];
  });
}

function rowReader(readers: NamedReaders): (raw: RawRow) => InputRow | RejectedRow {
  return (raw) => {
    const row: Record<string, Value> = {};
    let refused = false;
    for (const [column, read] of readers) {
      const value = read(raw);
      if (value instanceof Refusal) refused = true;
      else row[column] = value;
    }
    return refused ? refusal(readers, raw) : row;
  };
}

/** Values that were read as they are, the others as the driver gave them. */
function refusal(readers: NamedReaders, raw: RawRow): RejectedRow {
  const row: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const [column, read, rawValue] of readers) {
    const value = read(raw);
    row[column] = value instanceof Refusal ? rawValue(raw) : value;
    if (value instanceof Refusal) problems.push({ column, path: [column], message: value.reason, value: row[column] });
  }
  return new RejectedRow(row, problems);
}

type Computer = (input: InputRow) => Readonly<Record<string, unknown>> | RejectedRow;

/** What the map throws for a row is that row's problem; a map that makes no rows at all, or is not written, the pipeline's. */
function computer({ table }: MadeTable, pipeline: PipelineDefinition, map: (row: InputRow) => unknown): Computer {
  return (input) => {
    let row: unknown;
    try {
      row = map(input);
    } catch (error) {
      const todo = todoAt(`pipeline ${pipeline.name}, table ${table.name}`, error);
      if (todo !== null) throw todo;
      return new RejectedRow(input, [
        { column: null, path: [], message: `.map threw: ${reasonOf(error)}`, value: null },
      ]);
    }
    if (isRow(row)) return row;
    // What it rejects with is nobody's: the phase ends here.
    if (row instanceof Promise) row.catch(() => undefined);
    throw failure('PIPELINE_MAP_RESULT', { pipeline: pipeline.name, table: table.name, result: describe(row) });
  };
}

function isRow(row: unknown): row is Readonly<Record<string, unknown>> {
  return typeof row === 'object' && row !== null && !Array.isArray(row) && !(row instanceof Promise);
}

function describe(row: unknown): string {
  if (row instanceof Promise) return 'a Promise';
  return Array.isArray(row) ? 'an array' : row === null ? 'null' : typeof row;
}
