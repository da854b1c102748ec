import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSchema } from '../../../../src/authoring/pull/as-schema.ts';
import { hasServerBinary } from '../../../support/mariadb/binaries.ts';
import { needsMysql } from '../../../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../../../support/mariadb/private-server.ts';
import { trip } from '../trip.ts';
import { declarations, make, makeCopy, pull, schemaOf } from './pulled-copy.ts';

const cases = new URL('../../../pull/', import.meta.url);
const chinook = new URL('../../../../../shared/data/chinook/Chinook_MySql.sql', import.meta.url);

const scripts = [
  ...readdirSync(cases)
    .map((tool) => ({ tool, script: new URL(`${tool}/mysql.sql`, cases) }))
    .filter(({ script }) => existsSync(script)),
  ...(existsSync(chinook) ? [{ tool: 'chinook', script: chinook }] : []),
];

describe('a database of each tool', needsMysql(hasServerBinary, 'no mariadbd'), () => {
  let server: PrivateServer;

  beforeAll(async () => void (server = await startServer()));
  afterAll(() => server[Symbol.asyncDispose]());

  test.each(scripts)('$tool: pulled, made and pulled again, it is the same', { timeout: 60_000 }, async (each) => {
    const { tool, script } = each;
    const source = `${tool.replaceAll('-', '')}_a_v1`;
    await make(
      server,
      source,
      readFileSync(script, 'utf8').replaceAll(/^(?:(?:DROP|CREATE) DATABASE|USE)\b[^;]*;/gim, ''),
    );
    const pulled = await pull(server, source);
    const schema = schemaOf(pulled);
    expect(pulled.notes.map(({ finding }) => finding.message)).toEqual(due[tool] ?? []);
    await makeCopy(server, `${tool.replaceAll('-', '')}_empty`, schema);
    const copy = await pull(server, `${tool.replaceAll('-', '')}_empty_v1`);
    expect(asSchema(1, copy).content).toEqual(asSchema(1, pulled).content);
    expect(await declarations(server, `${tool.replaceAll('-', '')}_empty_v1`)).toEqual(
      await declarations(server, source),
    );
  });

  test.each(scripts)('$tool: its rows are the same on every engine', { timeout: 60_000 }, async ({ tool }) => {
    const prefix = tool.replaceAll('-', '');
    const schema = schemaOf(await pull(server, `${prefix}_a_v1`));
    const { extract, load } = trip(prefix, 'csv', server);
    const first = await extract('mysql', 'a', schema, 'one');
    expect(first.tables.some(({ rows }) => rows > 1)).toBe(true);
    await load('one', 'mysql', 'b', schema);
    await load('one', 'sqlite', 'c', schema);
    const back = await extract('sqlite', 'c', schema, 'two');
    expect(back.contentId).toBe(first.contentId);
    await load('two', 'mysql', 'd', schema);
    expect((await extract('mysql', 'd', schema, 'three')).contentId).toBe(first.contentId);
    expect(asSchema(1, await pull(server, `${prefix}_d_v1`)).content).toEqual(
      asSchema(1, await pull(server, `${prefix}_a_v1`)).content,
    );
  });
});

const due: Readonly<Record<string, readonly string[]>> = {
  sequelize: ['Users.state is declared tinyint(1), but holds 0 to 2: taken as int()'],
};
