import { bigint, datetime, decimal, enumeration, int, schema, table, text, uuid } from 'ntom';

export default schema(1, {
  wider: table({
    id: int().primaryKey(),
    count: int(),
    name: text(3),
    state: enumeration(['on', 'off']),
    word: enumeration(['on', 'off']),
    code: uuid(),
    amount: decimal(6, 2),
    at: datetime(),
    note: text(9),
  }),
  narrower: table(
    {
      id: bigint().primaryKey(),
      count: bigint(),
      name: text(),
      state: enumeration(['off', 'on', 'broken']),
      word: text(9),
      code: text(36),
      amount: decimal(8, 4),
      at: datetime(6),
      note: text(9).nullable(),
    },
    { unique: [['name']] },
  ),
});
