import { z, type ZodType } from 'zod';
import { failure } from '../errors.ts';
import type { ColumnDefinition, ColumnType, Value } from './definition.ts';
import { refusalReason } from './refusal-reason.ts';
import { blobCheck, isNotMinusZero, isPlainNumber, textCheck } from './value-checks.ts';

/** The zod schema of one column's values: its type, its refinement, NULL. What it accepts it does not change. */
export function columnSchema(table: string, column: ColumnDefinition): ZodType<Value> {
  const valueSchema =
    column.type.kind === 'json' ? jsonSchema(column) : refined(table, column, typeSchema(column.type));
  return column.nullable ? valueSchema.nullable() : valueSchema;
}

/** Checks of zod's own kinds, each with one plain predicate at most: zod compiles these to straight code. */
function typeSchema(type: ColumnType): ZodType<Value> {
  const error = reasonFor(type);
  switch (type.kind) {
    case 'int':
      return z.int({ error }).refine(isNotMinusZero, { error });
    case 'bigint':
      return z.int64({ error });
    case 'real':
      return z.custom<number>(isPlainNumber, { error });
    case 'bool':
      return z.boolean({ error });
    case 'enum':
      return z.literal(type.values, { error });
    case 'blob':
      return z.instanceof(Uint8Array, { error }).refine(blobCheck(type.length), { error });
    default:
      return z.string({ error }).refine(textCheck(type), { error });
  }
}

function reasonFor(type: ColumnType) {
  return (issue: { readonly input?: unknown }) => refusalReason(type, issue.input);
}

/**
 * The refinement behind the type's own checks, between one that notes its input and one that compares its output: zod would
 * hand on what a transform makes, without a word. One note a column is enough, a row is parsed from start to end.
 */
function refined(table: string, column: ColumnDefinition, schema: ZodType<Value>): ZodType<Value> {
  if (column.refinement === null) return schema;
  let input: unknown;
  const noted = schema.refine((value) => {
    input = value;
    return true;
  });
  return z.pipe(noted, column.refinement as ZodType<Value, Value>).refine((output) => {
    if (Object.is(output, input)) return true;
    throw failure('SCHEMA_REFINEMENT_CHANGES', { table, column: column.name });
  });
}

/** The text must be JSON; its content is parsed once and shown to the refinement, whose output is not used. */
function jsonSchema({ type, refinement }: ColumnDefinition): ZodType<Value> {
  const error = reasonFor(type);
  const content = refinement === null ? null : z.compile(refinement);
  return z.string({ error }).check(({ value, issues }) => {
    const parsed = parsedJson(value);
    if (parsed === null) {
      issues.push({ code: 'custom', input: value, message: refusalReason(type, value) });
    } else if (content !== null) {
      const found = z.safeParse(content, parsed.content).error?.issues ?? [];
      issues.push(...found.map(({ path, message }) => ({ code: 'custom' as const, input: value, path, message })));
    }
  });
}

function parsedJson(text: string): { readonly content: unknown } | null {
  if (!text.isWellFormed()) return null;
  try {
    return { content: JSON.parse(text) };
  } catch {
    return null;
  }
}
