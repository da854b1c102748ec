/** A project whose commands pass every step: keys, a view, a trigger, a statement, a text that is compared by its letters. */
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
});
`,
    'schemas/v2.ts': `
import { int, schema, table, text, view, trigger } from 'ntom';
import { z } from 'zod';
export default schema(2, {
  item: table(
    { id: int().primaryKey().autoIncrement(), name: text(40, z.string().min(1)), slug: text(40).collate({ sqlite: 'NOCASE', mysql: 'utf8mb4_general_ci' }) },
    { unique: [['slug']], index: [['name']] },
  ),
  label: table({ item_id: int().references('item.id'), word: text(20) }, { primaryKey: ['item_id', 'word'] }),
});
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
});
`,
  };
}
