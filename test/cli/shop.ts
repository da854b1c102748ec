import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { importingSources } from '../project/importing-sources.ts';
import { temporaryProject } from '../project/temporary-project.ts';

/** A project outside of any package, that imports ntom and zod without having installed them. */
export const shopFiles = {
  'ntom.config.ts': `
    import { config } from 'ntom';
    export default config({ app: 'shop', database: 'sqlite:./data' });`,
  'schemas/v1.ts': `
    import { int, schema, table, text } from 'ntom';
    export default schema(1, { item: table({ id: int().primaryKey(), name: text(40) }) });`,
  'schemas/v2.ts': `
    import { z } from 'zod';
    import { int, schema, table, text } from 'ntom';
    enum Longest { name = 40 }
    export default schema(2, {
      item: table({ id: int().primaryKey(), name: text(Longest.name, z.string().min(1)), slug: text(Longest.name) }),
    });`,
  'schemas/v3.ts': `
    import { int, schema, table, text } from 'ntom';
    export default schema(3, { item: table({ id: int().primaryKey(), slug: text(40) }) });`,
  'pipelines/1to2.ts': `
    import { pipeline, sql } from 'ntom';
    import v1 from '../schemas/v1.ts';
    import v2 from '../schemas/v2.ts';
    import { slugify } from './slugify.js';
    export default pipeline(v1, v2, {
      item: sql<{ id: number; name: string }>\`SELECT id, name FROM item\`
        .each('item')
        .map((row) => ({ ...row, slug: slugify(row.name) })),
    });`,
  'pipelines/2to3.ts': `
    import { pipeline, sql } from 'ntom';
    import v2 from '../schemas/v2.ts';
    import v3 from '../schemas/v3.ts';
    export default pipeline(v2, v3, { item: sql\`SELECT id, slug FROM item\`.each('item') }, { drops: { 'item.name': 'not used' } });`,
  'pipelines/slugify.ts': `export const slugify = (name: string): string => name.toLowerCase();`,
} as const;

/** A shop for processes of their own. */
export function shop(more: Readonly<Record<string, string>> = {}): string {
  const folder = temporaryProject({ ...shopFiles, ...more });
  mkdirSync(join(folder, 'data'));
  return folder;
}

/** A shop for the process of the test: its files import what the test imports. */
export function shopHere(more: Readonly<Record<string, string>> = {}): string {
  return shop(importingSources({ ...shopFiles, ...more }));
}

/** Puts items into the shop's database of schema 1, which `ntom create 1` made. */
export function addItems(folder: string, count: number): void {
  const database = new BetterSqlite3(join(folder, 'data/shop_v1.db'));
  database
    .prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
       INSERT INTO item (name) SELECT 'Item ' || i FROM n`,
    )
    .run(count);
  database.close();
}

/** Makes an item one that schema 2 refuses. */
export function emptyTheName(folder: string, id: number): void {
  const database = new BetterSqlite3(join(folder, 'data/shop_v1.db'));
  database.prepare(`UPDATE item SET name = '' WHERE id = ?`).run(id);
  database.close();
}
