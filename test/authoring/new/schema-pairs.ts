import { globSync } from 'node:fs';
import {
  bigint,
  blob,
  bool,
  date,
  decimal,
  enumeration,
  int,
  json,
  real,
  schema,
  table,
  text,
} from '../../../src/index.ts';
import type { SchemaDefinition } from '../../../src/schema/definition.ts';
import type { Table } from '../../../src/schema/table.ts';

/** Two schemas, by what is remarkable of them. */
export interface SchemaPair {
  readonly name: string;
  readonly from: SchemaDefinition;
  readonly to: SchemaDefinition;
}

/** `{ t: … }` in schema 1 and in schema 2. */
function pair(name: string, from: Record<string, Table>, to: Record<string, Table>): SchemaPair {
  return { name, from: schema(1, from), to: schema(2, to) };
}

/** A name of 60 characters. */
const long = (beginning: string): string => beginning.padEnd(60, '_long');
const id = int().primaryKey();

export const madePairs: readonly SchemaPair[] = [
  pair('no difference', { t: table({ id }) }, { t: table({ id }) }),
  pair(
    'values of every type',
    { t: table({ id }) },
    {
      t: table({
        id,
        none: text().nullable(),
        whole: int().default(-1),
        large: bigint().default(-9007199254740993n),
        double: real().default(1e21),
        minus: real().default(-0),
        yes: bool().default(true),
        day: date().default('2024-02-29'),
        word: enumeration(["it's", '"so"']).default("it's"),
        price: decimal(10, 2).default('0.00'),
        data: json().default('{"a": "\\n"}'),
        bytes: blob().default(new Uint8Array([0, 255])),
        many: blob().default(Uint8Array.from({ length: 70 }, (_, index) => index)),
        lines: text().default('a\n`b` ${c} \\ \u2028 \u{1f468}\u200d\u{1f469}'),
        filled: text().default('of both').nullable(),
        made: int().generated('id'),
      }),
    },
  ),
  pair(
    'values to write, tightened, dropped',
    { t: table({ id, note: text().nullable(), fax: text(20) }), gone: table({ id, 'a.b': int() }) },
    { t: table({ id, note: text(100), slug: text(100), at: text(30).defaultSql("'now'") }, { unique: [['note']] }) },
  ),
  pair(
    'columns in keys, types of another kind',
    { t: table({ id, n: text(9), old: int() }) },
    {
      t: table({
        n: int().primaryKey(),
        slug: text(9).unique(),
        a: int().nullable(),
        id: int(),
        b: bool().default(false),
      }),
    },
  ),
  pair(
    'other primary keys',
    { t: table({ a: int(), b: int(), c: int() }, { primaryKey: ['a', 'b'] }), u: table({ a: int(), b: int() }) },
    {
      t: table({ a: id, b: int(), c: int() }),
      u: table({ a: int(), b: int(), id: int().autoIncrement().primaryKey() }),
    },
  ),
  pair(
    'generated no more, generated now',
    {
      t: table({ id, total: int().generated('id'), kept: int() }),
      u: table({ id, total: int().generated('id'), price: real(), gone: int(), kept: int() }),
      v: table({ id, total: text().generated("'1'"), price: real() }),
    },
    {
      t: table({ id, total: int(), kept: int().generated('id') }),
      u: table({ id, total: int(), price: decimal(9, 2), kept: int() }),
      v: table({ id, total: int(), price: real() }),
    },
  ),
  pair(
    'types that the compiler tells apart, in a map and in a copy',
    {
      t: table({
        id,
        n: text(),
        a: int(),
        b: bigint(),
        c: text(9),
        d: enumeration(['x', 'y']),
        e: date().nullable(),
        f: json(),
      }),
      u: table({ id, a: int(), b: bigint(), c: text(9), d: enumeration(['x', 'y']), e: date().nullable(), f: json() }),
    },
    {
      t: table({
        id,
        n: int(),
        a: bigint(),
        b: int(),
        c: enumeration(['x']),
        d: enumeration(['x']),
        e: date(),
        f: json(),
      }),
      u: table({ id, a: bigint(), b: int(), c: enumeration(['x']), d: enumeration(['x']), e: date(), f: json() }),
    },
  ),
  pair('no column in common', { t: table({ a: int() }) }, { t: table({ b: id }) }),
  pair(
    'renames',
    {
      customer: table({ id, name: text(40), fax: text(20).nullable(), since: date() }),
      bill: table({ id, customer_id: int(), amount: decimal(9, 2) }),
      setting: table({ key: text(20).primaryKey(), value: text() }),
    },
    {
      customer: table({ id, name: text(40), phone: text(20).nullable(), since: date(), vip: bool().default(false) }),
      invoice: table({ id, customer_id: int(), amount: decimal(9, 2), paid: bool().default(false) }),
      settings: table({ key: text(20).primaryKey(), value: text() }),
    },
  ),
  pair(
    'names that need quotes',
    {
      order: table({ id, group: int(), '`': real(), "it's": text(), 'a\nb': text(), '${c}\\': real(), 日本: int() }),
      'no.identifier': table({ id, 'a b': text(9), '1': int() }),
      prototype: table({ id, toString: int() }),
    },
    {
      order: table({ id, group: text(), '`': int(), "it's": text(), 'a\nb': int(), '${c}\\': int(), 日本: text() }),
      'no.identifier': table({ id, 'a c': text(9), '2': int() }),
      prototype: table({ id, toString: text(), valueOf: int() }),
      'a\u2028b': table({ 'c\u2029': id }),
    },
  ),
  pair(
    'long names',
    {
      [long('queried')]: table({ id, n: text(), [long('kept')]: int(), [long('fax')]: int() }),
      [long('copied')]: table({ id, [long('fax')]: int(), [long('other')]: int() }),
      [long('gone')]: table({ id }),
      several: table({
        id,
        n: text(),
        ...Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`column_${i}`, int()])),
      }),
      few: table({
        id,
        n: text(),
        ...Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`column_${i}`, int()])),
      }),
    },
    {
      [long('queried')]: table({
        id,
        n: int(),
        [long('kept')]: int(),
        [long('decided')]: text(),
        [long('unset')]: int().nullable(),
      }),
      [long('copied')]: table({ id, [long('new')]: text(), [long('default')]: text().default('x'.repeat(200)) }),
      [long('added')]: table({ id, [long('a')]: int(), [long('b')]: int() }),
      several: table({ id, n: int(), column_1: int(), column_2: int(), column_3: int() }),
      few: table({ id, n: int(), ...Object.fromEntries(Array.from({ length: 27 }, (_, i) => [`column_${i}`, int()])) }),
    },
  ),
  pair(
    'wide names',
    { ['日'.repeat(40)]: table({ id, ['本'.repeat(30)]: int() }) },
    { ['日'.repeat(40)]: table({ id, ['語'.repeat(30)]: int(), ['国'.repeat(30)]: text() }) },
  ),
];

const root = new URL('../../../', import.meta.url);

/** The schemas of every case and of the worked application, forth and back. */
export async function foundPairs(): Promise<readonly SchemaPair[]> {
  const files = globSync(['schemas/v*.ts', 'test/cases/**/v*.ts'], { cwd: root }).sort();
  const folders = Map.groupBy(files, (file) => file.slice(0, file.lastIndexOf('/')));
  const pairs: SchemaPair[] = [];
  for (const [folder, versions] of folders) {
    const schemas = await Promise.all(versions.map(loadedSchema));
    for (const from of schemas) {
      const others = schemas.filter((to) => to.version !== from.version);
      pairs.push(...others.map((to) => ({ name: `${folder} ${from.version}to${to.version}`, from, to })));
    }
  }
  return pairs;
}

async function loadedSchema(file: string): Promise<SchemaDefinition> {
  return ((await import(new URL(file, root).href)) as { default: SchemaDefinition }).default;
}
