import BetterSqlite3 from 'better-sqlite3';
import { join } from 'node:path';
import { expect } from 'vitest';
import { runHere } from '../../support/run-here.ts';
import { addItems, shopHere } from '../shop.ts';

/** What a page must show as it is. */
export const hostile = `<img src=x onerror=alert(1)>"'&amp;</style><script>alert(2)</script>`;

/** A secret in a key that is marked as personal, and a long text in one that is not. */
export const personal = 'ada@private.example';

const files = {
  'schemas/v1.ts': `
    import { int, schema, table, text } from 'ntom';
    export default schema(1, {
      item: table({ id: int().primaryKey(), name: text(40) }),
      person: table({ email: text(80).primaryKey(), note: text(200) }),
    });`,
  'schemas/v2.ts': `
    import { z } from 'zod';
    import { int, schema, table, text } from 'ntom';
    export default schema(2, {
      item: table({ id: int().primaryKey(), name: text(40), slug: text(40) }),
      person: table({ email: text(80, z.string().max(80)).primaryKey().pii('email'), note: text(200, z.string().max(120)) }),
    });`,
  'pipelines/1to2.ts': `
    import { copy, pipeline, sql } from 'ntom';
    import v1 from '../schemas/v1.ts';
    import v2 from '../schemas/v2.ts';
    export default pipeline(v1, v2, {
      item: sql<{ id: number; name: string }>\`SELECT id, name FROM item\`
        .each('item', { where: 'id > 1', reason: ${JSON.stringify(hostile)} })
        .map((row) => ({ ...row, slug: row.name })),
      person: copy(),
    });`,
} as const;

/** A shop with rows, and with names and reasons that would do harm on a page that takes them for HTML. */
export async function hostileShop(): Promise<string> {
  const folder = shopHere(files);
  await done(folder, 'create', '1');
  addItems(folder, 3);
  return folder;
}

/** Adds a person whom schema 2 refuses. */
export function refusedPerson(folder: string): void {
  const database = new BetterSqlite3(join(folder, 'data/shop_v1.db'));
  database.prepare('INSERT INTO person VALUES (?, ?)').run(personal, 'x'.repeat(150));
  database.close();
}

export async function done(folder: string, ...argv: readonly string[]): Promise<string> {
  const { code, out, err } = await runHere(folder, argv);
  expect({ argv, code, err: code === 0 ? '' : err }).toEqual({ argv, code: 0, err: '' });
  return out;
}
