import { int, table, text } from 'ntom';

/** The tables of both versions. */
export const tables = {
  order: table(
    { group: int().primaryKey(), select: text(20).nullable(), 'a "quoted" column': text(20), "it's": int().nullable() },
    { index: [['select', "it's"]], unique: [['a "quoted" column']] },
  ),
  'two words/and a slash.db': table(
    { 'order.group': int(), '日本 語': text(20), Ünïcödé: text(20).nullable() },
    {
      primaryKey: ['order.group', '日本 語'],
      foreignKeys: [{ columns: ['order.group'], references: 'order', to: ['group'], onDelete: 'cascade' }],
    },
  ),
  chunk: table({ c0: int().primaryKey(), '?': text(20), $1: text(20), ':name': text(20) }),
  object: table({ constructor: int().primaryKey(), hasOwnProperty: text(20), valueOf: text(20).nullable() }),
  '`back`tick, comma': table({ '`': int().primaryKey(), ',': text(20) }),
};
