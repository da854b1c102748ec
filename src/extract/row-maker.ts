import { Refusal, type Dialect } from '../dialects/dialect.ts';
import type { RawRow } from '../dialects/source.ts';
import { failure, reasonOf } from '../errors.ts';
import type { InputRow, PipelineDefinition } from '../pipeline/definition.ts';
import type { TablePlan } from '../pipeline/plan.ts';
import { todoAt } from '../pipeline/todo-at.ts';
import { acceptedValues } from '../schema/accepted-values.ts';
import { columnCheck } from '../schema/column-check.ts';
import { compileObject, compileValues, type ValueStep } from '../schema/compile.ts';
import { findTable, storedColumns, type TableDefinition, type Value } from '../schema/definition.ts';
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

/** A value of the row that is read: its name, where in the raw row it is, and how it is read. */
interface ReadStep {
  readonly name: string;
  readonly key: number;
  readonly read: (found: unknown) => Value | Refusal;
}

/** What a row maker needs to know of a table's plan. */
export type MadeTable = Pick<TablePlan, 'table' | 'made' | 'columns'>;

export function rowMaker(plan: MadeTable, pipeline: PipelineDefinition, dialect: Dialect): RowMaker {
  const { table } = plan;
  const { map } = plan.made;
  if (map === null) return queriedRow(table, tableSteps(plan, dialect));
  return mappedRow(table, inputSteps(plan, pipeline, dialect), computer(plan, pipeline, map));
}

/** The rows of the query are those of schema M: none is made an object, unless there is something wrong with it. */
function queriedRow(table: TableDefinition, steps: readonly (ReadStep & ValueStep)[]): RowMaker {
  const values = compileValues<RawRow>(steps);
  const read = rowReader(steps);
  const validated = validator(table);
  return (raw) => {
    const row = values(raw);
    if (row !== undefined) return row;
    const input = read(raw);
    return input instanceof RejectedRow ? input : validated(input);
  };
}

function mappedRow(table: TableDefinition, steps: readonly ReadStep[], compute: Computer): RowMaker {
  const read = rowReader(steps);
  const accepted = acceptedValues(table);
  const validated = validator(table);
  return (raw) => {
    const input = read(raw);
    const row = input instanceof RejectedRow ? input : compute(input);
    return row instanceof RejectedRow ? row : (accepted(row) ?? validated(row));
  };
}

/** Makes a row of what the zod schema of a table accepts, or says every reason why it does not. */
export function validator(
  table: TableDefinition,
): (row: Readonly<Record<string, unknown>>) => readonly Value[] | RejectedRow {
  const columns = storedColumns(table);
  const validate = rowValidator(table);
  return (row) => {
    const issues = validate(row);
    if (issues.length === 0) return columns.map(({ name }) => row[name] as Value);
    return new RejectedRow(
      row,
      issues.map((issue) => ({ ...issue, value: row[issue.column] })),
    );
  };
}

/** Without a map: each column as the type of schema M says. */
export function tableSteps({ table, columns, made }: MadeTable, dialect: Dialect): readonly (ReadStep & ValueStep)[] {
  return storedColumns(table).map((column) => {
    const { name, type } = column;
    const constant = made.constants[name] ?? null;
    const isConstant = Object.hasOwn(made.constants, name);
    return {
      name,
      key: columns.findIndex((found) => found.name === name),
      read: isConstant ? () => constant : dialect.valueCodec(type).fromDriver,
      accepts: columnCheck(table.name, column),
    };
  });
}

/** For a map: columns of schema N as their type says, expressions as they are. */
function inputSteps({ columns }: MadeTable, { from }: PipelineDefinition, dialect: Dialect): readonly ReadStep[] {
  return columns.map(({ name, origin }, key) => {
    const table = origin === null ? undefined : findTable(from, origin.table);
    const column = table?.columns.find((each) => each.name === origin?.column);
    const read = column === undefined ? dialect.readExpression : dialect.valueCodec(column.type).fromDriver;
    return { name, key, read };
  });
}

function rowReader(steps: readonly ReadStep[]): (raw: RawRow) => InputRow | RejectedRow {
  const object = compileObject<RawRow>(steps.map((step) => ({ ...step, accepts: isNoRefusal })));
  return (raw) => object(raw) ?? refusal(steps, raw);
}

function isNoRefusal(value: unknown): boolean {
  return !(value instanceof Refusal);
}

/** Values that were read as they are, the others as the driver gave them. */
function refusal(steps: readonly ReadStep[], raw: RawRow): RejectedRow {
  const row: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const { name, key, read } of steps) {
    const value = read(raw[key]);
    row[name] = value instanceof Refusal ? raw[key] : value;
    if (value instanceof Refusal)
      problems.push({ column: name, path: [name], message: value.reason, value: row[name] });
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
