/**
 * A project whose commands pass every step: keys, a table without one, a counter, a text that is compared by its letters, a view, a trigger, a statement.
 * `app` is in the configuration only, so that databases of many runs can be on one server.
 */
export function sweptFiles(app: string, database: string): Readonly<Record<string, string>> {
  return {
    'ntom.config.ts': `
import { config } from 'ntom';
export default config({ app: '${app}', database: '${database}' });
`,
    'schemas/v1.ts': `
import { int, schema, table, text } from 'ntom';
export default schema(1, {
  item: table({ id: int().primaryKey().autoIncrement(), name: text(40) }),
  label: table({ item_id: int().references('item.id'), word: text(20) }, { primaryKey: ['item_id', 'word'] }),
  visit: table({ item_id: int(), note: text(20) }),
});
`,
    'schemas/v2.ts': `
import { z } from 'zod';
import { int, schema, table, text } from 'ntom';
export default schema(
  2,
  {
    item: table({
      id: int().primaryKey().autoIncrement(),
      name: text(40, z.string().min(1)).index(),
      slug: text(40).collation({ sqlite: 'NOCASE', mysql: 'utf8mb4_general_ci' }).unique(),
    }),
    label: table({ item_id: int().references('item.id'), word: text(20) }, { primaryKey: ['item_id', 'word'] }),
    visit: table({ item_id: int(), note: text(20) }),
  },
  {
    views: { item_name: 'SELECT id, name FROM item' },
    triggers: {
      item_slug: {
        sqlite: "CREATE TRIGGER item_slug AFTER UPDATE ON item BEGIN DELETE FROM label WHERE word = 'old'; END",
        mysql: "CREATE TRIGGER item_slug AFTER UPDATE ON item FOR EACH ROW DELETE FROM label WHERE word = 'old'",
      },
    },
    statements: ["UPDATE label SET word = 'none' WHERE word = 'never'"],
  },
);
`,
    'pipelines/1to2.ts': `
import { copy, pipeline, sql } from 'ntom';
import v1 from '../schemas/v1.ts';
import v2 from '../schemas/v2.ts';
export default pipeline(v1, v2, {
  item: sql<{ id: number; name: string }>\`SELECT id, name FROM item\`
    .each('item')
    .map((row) => ({ ...row, slug: row.name.toLowerCase() })),
  label: copy(),
  visit: copy(),
});
`,
  };
}

/** Of one statement. */
const rowsAtOnce = 1000;

/** Rows of schema 1 as SQL of either engine: items, twice as many labels, and visits that are all the same. */
export function sweptRows(items: number): readonly string[] {
  const names = Array.from({ length: items }, (_, n) => `('Item ${n + 1}')`);
  const labels = Array.from({ length: 2 * items }, (_, n) => `(${(n % items) + 1}, 'word ${n}')`);
  const visits = labels.slice(0, items).map(() => "(1, 'again')");
  return [
    ...inserts('item (name)', names),
    ...inserts('label (item_id, word)', labels),
    ...inserts('visit (item_id, note)', visits),
  ];
}

function inserts(into: string, rows: readonly string[]): readonly string[] {
  const starts = Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, n) => n * rowsAtOnce);
  return starts.map((start) => `INSERT INTO ${into} VALUES ${rows.slice(start, start + rowsAtOnce).join(', ')}`);
}
