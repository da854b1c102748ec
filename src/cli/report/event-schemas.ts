import { z } from 'zod';

const count = z.int().nonnegative();
const phase = z.enum(['extract', 'load', 'verify', 'seal', 'fixture']);
const table = z.string();
const command = z.string().describe('what is done: `extract`, `load`; a plan of `migrate` is `plan`');
const next = z.string().nullable().describe('the command to run next; null: none');

/** The lines of `--json`, by their `event`. Keys are only added. */
export const eventSchemas = {
  'phase-started': z.strictObject({
    event: z.literal('phase-started'),
    phase,
    schema: count.describe('M, the schema version'),
    tables: count,
    rows: count.describe('that are expected; 0: not known'),
  }),
  'table-started': z.strictObject({
    event: z.literal('table-started'),
    phase,
    table,
    rows: count.describe('that are expected; 0: not known'),
  }),
  rows: z.strictObject({
    event: z.literal('rows'),
    phase,
    table,
    rows: count.describe('how many more since the last event of this table'),
  }),
  'table-finished': z.strictObject({
    event: z.literal('table-finished'),
    phase,
    table,
    rows: count,
    parts: count,
    bytes: count.describe('of its parts, as they are stored'),
  }),
  'phase-finished': z.strictObject({
    event: z.literal('phase-finished'),
    phase,
    schema: count,
    rows: count,
    ms: z.number().nonnegative(),
  }),
  rejected: z.strictObject({
    event: z.literal('rejected'),
    table,
    rows: count,
    file: z.string().describe('where the rejected rows are listed'),
  }),
  notice: z.strictObject({ event: z.literal('notice'), message: z.string() }),
  step: z
    .looseObject({ event: z.literal('step'), command, next })
    .describe('A step of a longer command is done. It has the keys that `done` of that step would have.'),
  done: z
    .looseObject({ event: z.literal('done'), command, next })
    .describe('The command is done: the last line. It has the keys of its result.'),
  error: z
    .strictObject({
      event: z.literal('error'),
      code: z
        .string()
        .regex(/^[A-Z][A-Z0-9_]*$/)
        .describe('see errors.md'),
      message: z.string(),
      details: z.record(z.string(), z.unknown()).describe('what the message is made of'),
      state: z.array(z.strictObject({ what: z.string(), is: z.string() })).describe('in what state everything is'),
      next,
    })
    .describe('The command failed: the last line.'),
};
