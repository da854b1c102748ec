import { int, pipeline, real, schema, sql, table, text, type Row } from 'ntom';
import { describe, expect, onTestFinished, test } from 'vitest';
import { capabilities as mysql } from '../../../src/dialects/mysql/capabilities.ts';
import { capabilities as sqlite } from '../../../src/dialects/sqlite/capabilities.ts';
import { NtomError } from '../../../src/errors.ts';
import { realText } from '../../../src/format/value-text.ts';
import type { Manifest } from '../../../src/format/manifest.ts';
import type { FormatName } from '../../../src/format/row-codec.ts';
import { hasRunningServer } from '../../support/mariadb/running-server.ts';
import { hasServerBinary } from '../../support/mariadb/binaries.ts';
import { needsMysql } from '../../support/mariadb/needs-mysql.ts';
import { startServer } from '../../support/mariadb/private-server.ts';
import { nastyRows, nastySchema, without } from './nasty-rows.ts';
import { partsOf, trip, type Engine } from './trip.ts';
import { servers } from './servers-page.ts';

const lines = servers.unheldValues();
const trips: readonly (readonly Engine[])[] = [
  ['sqlite', 'mysql', 'sqlite'],
  ['mysql', 'sqlite', 'mysql'],
];
const formats: readonly FormatName[] = ['csv', 'jsonl'];

test('docs/servers.md lists what the dialects say they cannot hold', () => {
  const said = Object.entries({ sqlite, mysql }).flatMap(([engine, { unheldValues }]) =>
    Object.entries(unheldValues).flatMap(([type, values]) =>
      values.map(({ value, reason }) => ({ engine, type, value: realText(Number(value)), reason })),
    ),
  );
  expect(said.length).toBeGreaterThan(0);
  expect(lines).toEqual(said);
});

/** What a `real` of the rows is, of which one of the engines says that it cannot hold it. */
const unheldBy = (engines: readonly Engine[]): number[] =>
  lines.filter(({ engine }) => engines.includes(engine)).map(({ value }) => Number(value));

const onServer = needsMysql(hasRunningServer, 'no MariaDB on 127.0.0.1:3306');

describe.each(formats)('every nasty value, by %s,', onServer, (format) => {
  test.each(trips)('goes from %s to %s to %s', { timeout: 60_000 }, async (...engines) => {
    const [first, second, third] = engines as [Engine, Engine, Engine];
    const { at, fill, extract, load } = trip(`tround_nasty_${first}_${format}`, format);
    await fill(first, 'a', nastySchema, without(nastyRows, unheldBy(engines)));
    const one = await extract(first, 'a', nastySchema, 'one');
    await load('one', second, 'b', nastySchema);
    const two = await extract(second, 'b', nastySchema, 'two');
    await load('two', third, 'c', nastySchema);
    const three = await extract(third, 'c', nastySchema, 'three');
    expect(hashesOf(two)).toEqual(hashesOf(one));
    expect(hashesOf(three)).toEqual(hashesOf(one));
    expect([two.contentId, three.contentId]).toEqual([one.contentId, one.contentId]);
    expect(partsOf(at('two'), two)).toEqual(partsOf(at('one'), one));
    expect(partsOf(at('three'), three)).toEqual(partsOf(at('one'), one));
  });

  test.each(['sqlite', 'mysql'] as const)(
    'what %s cannot hold is refused by name, before the first row',
    async (to) => {
      const { fill, extract, load, exists } = trip(`tround_refused_${to}_${format}`, format);
      const due = lines.filter(({ engine }) => engine === to);
      const values = [1, ...due.map(({ value }) => Number(value)), -0.05];
      await fill('sqlite', 'a', v1, { measure: values.map((_, id) => [id]) });
      await extract('sqlite', 'a', computing(values), 'one');
      const refused = await load('one', to, 'b', v2).then(
        () => null,
        (error: unknown) => error,
      );
      if (!(refused instanceof NtomError)) throw new Error('it was not refused', { cause: refused });
      expect(refused.code).toBe('LOAD_VALUE_UNSUPPORTED');
      const found = due.map(({ value, reason }, index) => ({ row: index + 2, value, reason }));
      const place = { table: 'measure', part: `measure.${format}`, column: 'value' };
      expect(refused.details).toMatchObject({
        count: due.length,
        values: found.map((each) => ({ ...place, ...each })),
      });
      for (const { row, value } of found) expect(refused.message).toContain(`row ${row}: value is ${value}`);
      expect(await exists(to, 'b')).toEqual([]);
    },
  );

  test('rows without such values pass, whatever their texts look like', async () => {
    const { fill, extract, load } = trip(`tround_look_${format}`, format);
    await fill('sqlite', 'a', v1, { measure: [[0], [1]] });
    const { contentId } = await extract('sqlite', 'a', computing([-0.05, -0.01]), 'one');
    await load('one', 'mysql', 'b', v2);
    expect((await extract('mysql', 'b', v2, 'two')).contentId).toBe(contentId);
  });
});

test(
  'a server that takes no bytes of a part gets every nasty value too, as literals',
  { ...needsMysql(hasServerBinary, 'no mariadbd'), timeout: 60_000 },
  async () => {
    const server = await startServer({ 'local-infile': 0 });
    onTestFinished(() => server[Symbol.asyncDispose]());
    const { fill, extract, load } = trip('tround_literals', 'csv', server);
    await fill('sqlite', 'a', nastySchema, without(nastyRows, unheldBy(['sqlite', 'mysql'])));
    const { contentId } = await extract('sqlite', 'a', nastySchema, 'one');
    await load('one', 'mysql', 'b', nastySchema);
    expect((await extract('mysql', 'b', nastySchema, 'two')).contentId).toBe(contentId);
  },
);

const v1 = schema(1, { measure: table({ id: int().primaryKey() }) });
const v2 = schema(2, { measure: table({ id: int().primaryKey(), value: real(), text: text() }) });

const computing = (values: readonly number[]) =>
  pipeline(v1, v2, {
    measure: sql<Row<typeof v1, 'measure'>>`SELECT id FROM measure`.map(({ id }) => ({
      id,
      value: values[id] ?? 0,
      text: 'Infinity',
    })),
  });

const hashesOf = ({ tables }: Manifest) => tables.map(({ name, rows, rowHash }) => ({ name, rows, rowHash }));
