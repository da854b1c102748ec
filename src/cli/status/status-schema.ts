import { z } from 'zod';

const version = z.int().positive();
const count = z.int().nonnegative();
const match = z.enum(['same', 'different', 'unknown']);
const problem = z.string().nullable().describe('why it cannot be opened or read; null: it can');
const stale = z
  .string()
  .nullable()
  .describe('what shows that it does not hold what its source holds now; null: nothing');

const record = z
  .strictObject({
    schema: version,
    fingerprint: z.string(),
    contentId: z.string().nullable().describe('of the extract that it was loaded from; null: it was created empty'),
    loadedAt: z.iso.datetime(),
  })
  .nullable()
  .describe('what the database says of itself; null: it was not made by ntom, or cannot be opened');

const database = z.strictObject({
  version: version.describe('by its name: the one that it has, or the one that the configuration gives'),
  label: z.string().describe('its name'),
  url: z.string(),
  bytes: count.nullable().describe('about; null: it cannot be told'),
  record,
  match: match.describe('its fingerprint against the schema file of its version; unknown: there is none to compare'),
  rowsLoaded: count.nullable().describe('how many rows were loaded into it; null: the extract of that is not there'),
  extract: z.string().nullable().describe('the folder of the extract that it was loaded from; null: it is not there'),
  stale,
  from: version.nullable().describe('the schema of the database that it was loaded from, if that is known'),
  problem,
});

const extract = z.strictObject({
  version: version.describe('of the schema whose structure it has, by the name of its folder'),
  folder: z.string(),
  isComplete: z.boolean().describe('whether its manifest can be read; its parts are not looked at'),
  isReady: z.boolean().describe('whether it can be loaded as it is'),
  from: version.nullable().describe('the schema of the database that it was read from'),
  rows: count.nullable(),
  contentId: z.string().nullable(),
  sealedAt: z.iso.datetime().nullable().describe('when it was last edited and sealed; null: never'),
  stale,
  match: match.describe('the schema that it was made for against the schema file'),
  problem,
});

const schema = z.strictObject({
  version,
  fingerprint: z.string().nullable().describe('null: the file cannot be loaded'),
  releasedAt: z.iso.date().nullable().describe('null: it is not released'),
  problem,
});

const leftover = z.strictObject({
  what: z.string(),
  is: z.string(),
  holder: z.string().nullable().describe('who works on it; null: nobody does'),
  next: z.string().nullable().describe('the command that takes care of it; null: somebody is at work on it'),
});

const application = z
  .strictObject({
    release: z.string(),
    schema: version.describe('the schema that the release needs: its major number'),
    hasDatabase: z.boolean().describe('whether there is a database of that schema'),
  })
  .nullable()
  .describe('by package.json; null: there is none, or its version is none of a release');

/** The one line that `ntom status --json` prints. Keys are only added. */
export const statusSchema = z.strictObject({
  event: z.literal('done'),
  command: z.literal('status'),
  app: z.string(),
  directory: z.string().describe('of the project, absolute'),
  place: z.string().describe('the URL of the place of the databases, without a password'),
  application,
  databases: z.array(database).describe('by version'),
  extracts: z.array(extract).describe('by version'),
  schemas: z.array(schema).describe('by version'),
  pipelines: z.array(z.string()).describe('their names: 2to3'),
  leftovers: z.array(leftover).describe('of runs that were ended, or are at work'),
  why: z.string().describe('why that is next, or why there is nothing'),
  next: z.string().nullable().describe('the command to run next; null: none'),
});
