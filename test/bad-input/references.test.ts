import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copy } from '../../src/pipeline/copy.ts';
import { pipeline } from '../../src/pipeline/pipeline.ts';
import { int } from '../../src/schema/column-types.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { signed } from '../format/sample-manifest.ts';
import { expectRefused, migration } from '../support/migration.ts';

const parent = table({ id: int().primaryKey() });
const loose = { parent, child: table({ id: int().primaryKey(), parent_id: int().nullable() }) };
const tight = {
  parent,
  child: table({ id: int().primaryKey(), parent_id: int().nullable().references('parent.id') }),
};
const v2 = schema(2, loose);
const referring = schema(2, tight);

/** An extract that says it is of a schema in which children refer to parents. */
async function extracted(parents: string) {
  const made = migration({
    pipeline: pipeline(schema(1, loose), v2, { parent: copy(), child: copy() }),
    source: `CREATE TABLE parent (id INTEGER NOT NULL PRIMARY KEY);
      CREATE TABLE child (id INTEGER NOT NULL PRIMARY KEY, parent_id INTEGER);
      INSERT INTO parent VALUES ${parents}; INSERT INTO child VALUES (1, 1), (2, NULL), (3, 7), (4, 1)`,
  });
  await made.extract();
  const path = join(made.extracted, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as object;
  writeFileSync(path, signed({ ...manifest, target: { schema: 2, fingerprint: referring.fingerprint } }));
  return made;
}

test.each(['full', 'count'] as const)('references that do not hold in the new database: %s', async (verify) => {
  const made = await extracted('(1), (2)');
  await expectRefused(made, () => made.load({ schema: referring, verify }), {
    code: 'LOAD_REFERENCES_BROKEN',
    says: /child_parent_id_fkey/,
    state: { 'extracts/v2': 'unchanged', 'app_v2.db': 'not created' },
    next: 'ntom extract 1to2',
  });
});

test('references that hold', async () => {
  const made = await extracted('(1), (7)');
  expect((await made.load({ schema: referring })).manifest.tables).toHaveLength(2);
});
