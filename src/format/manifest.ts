import { z } from 'zod';
import { engineNames } from '../dialects/engines.ts';
import { compressionNames, type CompressionName } from './compression-name.ts';

/** The format of extracts that this ntom writes and reads. */
export const manifestFormat = 1;

/** What a manifest may require of its reader: how to decompress its parts. Format 1 as it is needs nothing special. */
export const knownCapabilities: ReadonlySet<string> = new Set(compressionNames);

/** Up to the first item that is wrong: what there is to say of millions would fill the memory. */
const list = <T extends z.ZodType>(item: T) =>
  z
    .custom<readonly unknown[]>(Array.isArray, 'not a list')
    .transform((found, context) => {
      const items: z.output<T>[] = [];
      for (const [index, each] of found.entries()) {
        const { data, error } = item.safeParse(each, { jitless: true });
        const [issue] = error?.issues ?? [];
        if (issue !== undefined) {
          context.addIssue({ code: 'custom', message: issue.message, path: [index, ...issue.path] });
          return z.NEVER;
        }
        items.push(data as z.output<T>);
      }
      return items;
    })
    .readonly();
const record = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape).readonly();
const name = z.string().min(1);
const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'not a sha256 in hex');
/** What a reader has to be able to do. */
export const requirements = list(z.string());
const key = list(z.string()).nullable();

const part = record({
  path: z.string(),
  rows: count,
  /** Of the file, and the file's. */
  bytes: count,
  sha256,
  /** What was compressed into the file. Absent: the file is the content. */
  content: record({ compression: z.enum(compressionNames), bytes: count, sha256 }).optional(),
  /** The primary key of the first and of the last row, as canonical texts; null: no rows, or no primary key. */
  first: key,
  last: key,
});

const table = record({
  name,
  columns: list(name),
  primaryKey: list(name),
  rows: count,
  rowHash: z.string().regex(/^[0-9a-f]{16}$/, 'not 16 digits of hex'),
  /** The next auto-increment value; null: the table has none. */
  nextId: z
    .string()
    .regex(/^(?:0|[1-9]\d{0,19})$/, 'not a number')
    .nullable(),
  parts: list(part),
});

/** What became of the rows of one source table. */
const account = record({
  table: name,
  rows: count,
  written: list(
    record({
      table: name,
      /** Of that table: also those that come of others. */
      rows: count,
      how: z.enum(['copy', 'each', 'union', 'merge', 'split', 'query', 'edited']),
      /** Rows of the source table that they were made of; null: nobody counted them, or they were edited afterwards. */
      counted: count.nullable(),
    }),
  ),
  /** `table`: they are not in that one; null: the pipeline's `drops` names the source table. */
  dropped: list(record({ table: name.nullable(), reason: z.string(), rows: count })),
  /** Whether every row is counted, or dropped with the table. */
  complete: z.boolean(),
});

const version = z.int().positive();

/** That people edited the extract, and that it was checked again. */
const sealing = record({
  at: z.iso.datetime(),
  tool: z.string(),
  /** Of the extract as it was before. */
  contentId: sha256,
  /** The files that were not those of the manifest before. */
  files: list(name),
});

/** A fixture: some of the rows, for tests. */
const fixture = record({
  /** That they were chosen or made by; another one gives other rows. */
  seed: z.string(),
  /** Whether they were made up: then they are nobody's, and nothing of them is masked. */
  generated: z.boolean(),
  /** Columns whose values are not those of the source, and how they were masked. */
  masked: list(record({ table: name, column: name, as: z.string() })),
});

const content = {
  format: z.literal(manifestFormat),
  requires: requirements,
  source: record({
    schema: version,
    fingerprint: sha256,
    engine: z.enum(engineNames),
    /** Of the engine. */
    version: z.string(),
    /** How the snapshot was held. */
    snapshot: z.string(),
    changeToken: z.string().nullable(),
  }),
  target: record({ schema: version, fingerprint: sha256 }),
  contentId: sha256,
  encoding: z.enum(['csv', 'jsonl']),
  tables: list(table),
  accounting: list(account),
  /** An extract with rejected rows does not come to be. */
  rejects: z.literal(0),
  /** null: a fixture, which is the same whenever it is made. */
  run: record({ tool: z.string(), startedAt: z.iso.datetime(), finishedAt: z.iso.datetime() }).nullable(),
  /** How rows were chosen for a fixture; null: they are all rows. */
  fixture: fixture.nullable(),
  /** In the order of time; empty: every row is what the extract phase made. */
  sealed: list(sealing),
  /** Of `datapackage.json`. */
  dataPackage: record({ bytes: count, sha256 }),
};

/** What a manifest says. */
export const manifestSchema = record(content);

/** `manifest.json`: what it says, and the sha256 of the file as it is without this key. */
export const manifestFileSchema = record({ ...content, sha256 });

/** What `manifest.json` says, format 1. */
export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestTable = Manifest['tables'][number];
export type Account = Manifest['accounting'][number];
export type ManifestPart = ManifestTable['parts'][number];

/** How much room parts take, as they are stored. */
export function bytesOf(parts: readonly ManifestPart[]): number {
  return parts.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** What these tables require of a reader. */
export function requirementsOf(tables: readonly ManifestTable[]): readonly CompressionName[] {
  const used = new Set(tables.flatMap(({ parts }) => parts.map(({ content }) => content?.compression)));
  return compressionNames.filter((name) => used.has(name));
}
