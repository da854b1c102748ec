import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checksTypesOnly, ddl } from '../../../src/dialects/sqlite/ddl.ts';
import { preparePart } from '../../../src/dialects/sqlite/part-database/prepare-part.ts';
import { createTarget } from '../../../src/dialects/sqlite/target.ts';
import type { LoadablePart } from '../../../src/dialects/target.ts';
import { csvFormat } from '../../../src/format/csv.ts';
import type { PartStore } from '../../../src/format/store.ts';
import { loadablePart } from '../../../src/load/loadable-part.ts';
import { blob, bool, enumeration, int, text } from '../../../src/schema/column-types.ts';
import { findTable, type SchemaDefinition, type TableDefinition, type Value } from '../../../src/schema/definition.ts';
import { schema } from '../../../src/schema/schema.ts';
import { table } from '../../../src/schema/table.ts';
import { chunks, partBytes } from '../../format/sample.ts';
import { databaseFile } from './database-file.ts';

const columns = {
  name: text(3).nullable(),
  picture: blob(3).nullable(),
  state: enumeration(['open', 'é']),
  done: bool(),
};

const typed = schema(1, { item: table(columns) });
const checked = schema(1, { item: table({ ...columns, done: bool().check("done = 1 OR state = 'open'") }) });

function itemOf(of: SchemaDefinition): TableDefinition {
  const found = findTable(of, 'item');
  if (found === undefined) throw new TypeError('item');
  return found;
}

function part(rows: readonly (readonly Value[])[]): LoadablePart {
  const bytes = partBytes(csvFormat(itemOf(typed)), rows);
  const never = () => {
    throw new TypeError('not called');
  };
  const store: PartStore = { label: 'memory', put: never, list: never, get: () => chunks(bytes, []) };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const from = { table: itemOf(typed), store, encoding: 'csv', onEvent: () => undefined } as const;
  const manifestPart = { path: 'item.csv', rows: rows.length, bytes: bytes.length, sha256, rowHash: '' } as never;
  return loadablePart({ ...from, signal: new AbortController().signal }, manifestPart);
}

const name = fc.option(fc.string({ unit: fc.constantFrom('x', 'é', '𝄞', '"', '\0'), maxLength: 5 }));
const picture = fc.option(fc.uint8Array({ maxLength: 5 }));
const row = fc.tuple(name, picture, fc.constantFrom('open', 'é'), fc.boolean());

/** Whether the engine takes a row, by all its constraints. */
function engine(): (row: readonly Value[]) => boolean {
  const database = new BetterSqlite3(':memory:');
  for (const statement of ddl(typed).tables) database.exec(statement);
  const insert = database.prepare('INSERT INTO item VALUES (?, ?, ?, ?)');
  return ([a, b, c, d]) => {
    try {
      insert.run(a, b, c, d === true ? 1n : 0n);
      return true;
    } catch {
      return false;
    }
  };
}

test('what is known to be of its types passes the checks of them', async () => {
  const takes = engine();
  let [known, unknown] = [0, 0];
  await fc.assert(
    fc.asyncProperty(row, async (values) => {
      const { isOfTypes } = await preparePart(itemOf(typed), part([values]), `${databaseFile().location.path}.partial`);
      if (isOfTypes) expect(takes(values)).toBe(true);
      else expect(takes(values) && values[0]?.includes('\0') !== true).toBe(false);
      if (isOfTypes) known += 1;
      else unknown += 1;
    }),
    { numRuns: 300 },
  );
  expect(Math.min(known, unknown)).toBeGreaterThan(20);
});

test.each([
  ['a text that is too long', typed, ['𝄞𝄞𝄞𝄞', null, 'open', false]],
  ['a blob that is too long', typed, [null, Buffer.alloc(4), 'open', false]],
  ['a check of the schema', checked, ['𝄞𝄞𝄞', null, 'é', false]],
] as const)('%s is refused with its row', async (_, of, refused) => {
  await using target = await createTarget(databaseFile().location, of, { replace: false });
  const given = part([['ok', null, 'open', true], refused]);
  const prepared = await preparePart(itemOf(of), given, target.place);
  await expect(target.load(itemOf(of), given, prepared)).rejects.toMatchObject({
    code: 'LOAD_ROW_REFUSED',
    details: { row: 2, reason: expect.stringContaining('CHECK constraint failed') },
  });
});

test('the checks are back when the rows are in', async () => {
  const statements = ["INSERT INTO item VALUES ('long', NULL, 'open', 0)"];
  const of = schema(1, { item: table(columns) }, { statements });
  const file = databaseFile();
  await using target = await createTarget(file.location, of, { replace: false });
  const given = part([['ok', null, 'open', true]]);
  await target.load(itemOf(of), given, await preparePart(itemOf(of), given, target.place));
  const record = { schema: 1, fingerprint: of.fingerprint, contentId: null, loadedAt: '2024-01-01T00:00:00.000Z' };
  await expect(target.complete(record, new Map())).rejects.toMatchObject({ code: 'TARGET_REFUSED_STATEMENT' });
  expect(existsSync(file.location.path)).toBe(false);
});

test.each([
  ['none but of types', {}, true],
  ['one of the table', { n: int().check('n > 0') }, false],
  ['one in what a column has besides', { n: int().attributes({ sqlite: 'CHECK (n > 0)' }) }, false],
  ['one of a generated column', { n: text(3).generated('name') }, false],
])('checks of a table: %s', (_, more, expected) => {
  expect(checksTypesOnly(itemOf(schema(1, { item: table({ ...columns, ...more }) })))).toBe(expected);
});
