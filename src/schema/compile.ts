import type { Value } from './definition.ts';

/** How a value of a row is made: out of what `source` has at `key`, if the outcome is accepted. */
export interface ValueStep {
  readonly key: string | number;
  readonly read: (found: unknown) => unknown;
  readonly accepts: (value: unknown) => boolean;
}

export interface NamedStep extends ValueStep {
  readonly name: string;
}

/** How a value of a row is written to `out`. */
export interface WriteStep<O> {
  readonly write: (value: unknown, out: O) => void;
}

/** Where in a text reading goes on. */
export interface Cursor {
  text: string;
  at: number;
}

/** Reads the field at the cursor and goes behind it; undefined: it may be wrong or unfinished, and the cursor is anywhere. */
export type FieldReader = (cursor: Cursor) => Value | undefined;

/** How a field is read, and the character that must follow. */
export interface FieldStep {
  readonly read: FieldReader;
  readonly separator: number;
}

/*
 * Functions that do the same with every column of a row, written out column by column: in a loop all columns share one call,
 * which the engine cannot inline, and a row takes half as long again. Their source is made of numbered names and nothing else:
 * what belongs to a table comes in as values.
 */

/** Makes the values of a row; undefined as soon as one is not accepted. */
export function compileValues<S>(steps: readonly ValueStep[]): (source: S) => readonly Value[] | undefined {
  return compiled(
    steps,
    ['key', 'read', 'accepts'],
    `(source) => {
      ${each(steps, (n) => `const v${n} = read${n}(source[key${n}]); if (!accepts${n}(v${n})) return undefined;`)}
      return [${each(steps, (n) => `v${n},`)}];
    }`,
  );
}

/** Makes an object of the values of a row; undefined as soon as one is not accepted. */
export function compileObject<S>(steps: readonly NamedStep[]): (source: S) => Record<string, Value> | undefined {
  return compiled(
    steps,
    ['key', 'read', 'accepts', 'name'],
    `(source) => {
      const row = {};
      ${each(steps, (n) => `const v${n} = read${n}(source[key${n}]); if (!accepts${n}(v${n})) return undefined; row[name${n}] = v${n};`)}
      return row;
    }`,
  );
}

/** Writes the values of a row one behind the other. */
export function compileWriter<O>(steps: readonly WriteStep<O>[]): (row: readonly unknown[], out: O) => void {
  return compiled(steps, ['write'], `(row, out) => { ${each(steps, (n) => `write${n}(row[${n}], out);`)} }`);
}

/** How a field is written to `out` out of what `source` is at, and the byte that follows it. */
export interface RecordStep<S, O> {
  /** undefined: it is not surely right, and both may be anywhere. */
  readonly record: (source: S, out: O) => Value | undefined;
  readonly after: number;
}

/** Writes a record field by field and returns what the steps returned; undefined as soon as one did so. */
export function compileRecorder<S, O extends { byte(byte: number): void }>(
  steps: readonly RecordStep<S, O>[],
): (source: S, out: O) => readonly Value[] | undefined {
  return compiled(
    steps,
    ['record', 'after'],
    `(source, out) => {
      ${each(steps, (n) => `const v${n} = record${n}(source, out); if (v${n} === undefined) return undefined; out.byte(after${n});`)}
      return [${each(steps, (n) => `v${n},`)}];
    }`,
  );
}

/** Reads a record field by field; undefined: it may be wrong or unfinished, and the cursor is anywhere. */
export function compileFields(steps: readonly FieldStep[]): (cursor: Cursor) => readonly Value[] | undefined {
  return compiled(
    steps,
    ['read', 'separator'],
    `(cursor) => {
      ${each(steps, (n) => `const v${n} = read${n}(cursor); if (v${n} === undefined || cursor.text.charCodeAt(cursor.at) !== separator${n}) return undefined; cursor.at += 1;`)}
      return [${each(steps, (n) => `v${n},`)}];
    }`,
  );
}

/** How a field at a cursor is put elsewhere, and the byte that must follow. Below 0: it may be wrong or unfinished. */
export interface TranscodeStep<C, O> {
  readonly transcode: (cursor: C, out: O) => number;
  readonly separator: number;
}

/** Where in bytes reading goes on. */
export interface ByteCursor {
  readonly bytes: Uint8Array;
  at: number;
}

/** Puts a record field by field, and what each step returns into `types`; false: it may be wrong or unfinished. */
export function compileTranscoder<C extends ByteCursor, O>(
  steps: readonly TranscodeStep<C, O>[],
): (cursor: C, out: O, types: number[]) => boolean {
  return compiled(
    steps,
    ['transcode', 'separator'],
    `(cursor, out, types) => {
      ${each(steps, (n) => `const t${n} = transcode${n}(cursor, out); if (t${n} < 0 || cursor.bytes[cursor.at] !== separator${n}) return false; cursor.at += 1; types[${n}] = t${n};`)}
      return true;
    }`,
  );
}

/** A function that finds the parts of its steps under numbered names: `read0`, `read1`, … */
function compiled<F>(steps: readonly object[], parts: readonly string[], source: string): F {
  const names = each(steps, (n) => `{ ${parts.map((part) => `${part}: ${part}${n}`).join()} },`);
  // oxlint-disable-next-line typescript/no-implied-eval -- the source has no text of a user's
  return new Function('steps', `'use strict'; const [${names}] = steps; return ${source};`)(steps) as F;
}

function each(steps: readonly object[], piece: (number: number) => string): string {
  return steps.map((_, number) => piece(number)).join('\n');
}
