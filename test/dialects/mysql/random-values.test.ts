import { bigint, date, datetime, decimal, int, real, schema, table, text, time } from 'ntom';
import { describe, expect, test } from 'vitest';
import type { Value } from '../../../src/schema/definition.ts';
import { needsMysql } from '../../support/mariadb/needs-mysql.ts';
import { hasRunningServer, runningServer } from '../../support/mariadb/running-server.ts';
import { randomValues } from './random.ts';
import { partsOf, sessionOn, trip, type Engine } from './trip.ts';

const count = 20_000;
const decimals = [
  [1, 0],
  [1, 1],
  [9, 2],
  [10, 2],
  [18, 9],
  [19, 0],
  [30, 30],
  [38, 10],
  [65, 0],
  [65, 30],
] as const;

const measured = schema(1, {
  measure: table({
    id: int().primaryKey(),
    real: real(),
    bigint: bigint(),
    date: date(),
    time: time(6),
    datetime: datetime(6),
    text: text(),
    short: text(8),
    ...Object.fromEntries(decimals.map(([precision, scale]) => [`d${precision}_${scale}`, decimal(precision, scale)])),
  }),
});

const seed = Number(process.env['NTOM_TEST_SEED'] ?? Date.now() % 2 ** 31);

function rows(): readonly (readonly Value[])[] {
  process.stdout.write(`random values with NTOM_TEST_SEED=${seed}\n`);
  const random = randomValues(seed);
  return Array.from({ length: count }, (_, id) => [
    id,
    random.double(),
    random.bigint(),
    random.date(),
    random.time(),
    random.datetime(),
    random.text(40),
    random.text(8),
    ...decimals.map(([precision, scale]) => random.decimal(precision, scale)),
  ]);
}

const onServer = needsMysql(hasRunningServer, 'no MariaDB on 127.0.0.1:3306');

describe(`${count} random values of each type make the trip bit for bit`, onServer, () => {
  test.each([
    ['sqlite', 'mysql', 'sqlite'],
    ['mysql', 'sqlite', 'mysql'],
  ] as const)('%s, %s, %s', { timeout: 120_000 }, async (...engines: readonly [Engine, Engine, Engine]) => {
    const [first, second, third] = engines;
    const { at, fill, extract, load } = trip(`tround_random_${first}`);
    const put = rows();
    await fill(first, 'a', measured, { measure: put });
    const one = await extract(first, 'a', measured, 'one');
    await load('one', second, 'b', measured);
    const two = await extract(second, 'b', measured, 'two');
    await load('two', third, 'c', measured);
    const three = await extract(third, 'c', measured, 'three');
    expect([two.contentId, three.contentId]).toEqual([one.contentId, one.contentId]);
    const parts = [partsOf(at('one'), one), partsOf(at('two'), two), partsOf(at('three'), three)];
    expect(parts[1]).toEqual(parts[0]);
    expect(parts[2]).toEqual(parts[0]);
    expect(doublesIn(parts[0]?.['measure.csv'] ?? '')).toEqual(put.map((row) => row[1]));
  });
});

/** The second column, by nothing but JavaScript: no text and no quote comes before it. */
function doublesIn(part: string): readonly number[] {
  const found = [...part.matchAll(/(?:^|\n)\d+,([^",\n]+),-?\d+,"\d{4}-/g)];
  return found.map(([, double]) => Number(double));
}

describe(`${count} random floats of a table of the server's own`, onServer, () => {
  test('are read exactly, and go on as doubles', { timeout: 60_000 }, async () => {
    const { folder, extract, load } = trip('tround_float');
    const random = randomValues(seed);
    const floats = Array.from({ length: count }, () => random.float());
    expect(folder).not.toBe('');
    await using session = await sessionOn(runningServer);
    await session.ask('CREATE DATABASE tround_float_a_v1');
    await session.ask('CREATE TABLE tround_float_a_v1.sample (id INT NOT NULL PRIMARY KEY, value FLOAT NOT NULL)');
    for (let from = 0; from < count; from += 1000) {
      const values = floats
        .slice(from, from + 1000)
        .map((value, index) => `(${from + index}, ${value}e0)`.replace(/(e[^e)]*)e0\)/, '$1)'));
      await session.ask(`INSERT INTO tround_float_a_v1.sample VALUES ${values.join(', ')}`);
    }
    const sampled = schema(1, { sample: table({ id: int().primaryKey(), value: real() }) });
    const one = await extract('mysql', 'a', sampled, 'one');
    const text = Object.values(partsOf(`${folder}/one`, one)).join('');
    expect(
      text
        .split('\n')
        .slice(1, -1)
        .map((line) => Number(line.split(',')[1])),
    ).toEqual(floats);
    await load('one', 'sqlite', 'b', sampled);
    expect((await extract('sqlite', 'b', sampled, 'two')).contentId).toBe(one.contentId);
  });
});
