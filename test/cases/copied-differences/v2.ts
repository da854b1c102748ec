import { bigint, datetime, decimal, enumeration, int, schema, table, text, uuid } from 'ntom';

export default schema(2, {
  narrower: table(
    {
      id: int().primaryKey(),
      count: int(),
      name: text(3),
      state: enumeration(['on', 'off']),
      word: enumeration(['on', 'off']),
      code: uuid(),
      amount: decimal(6, 2),
      at: datetime(),
      note: text(9),
    },
    { unique: [['code']], check: ['count <> 0'] },
  ),
  wider: table({
    note: text(9).nullable().default('none'),
    id: bigint().primaryKey(),
    count: bigint(),
    name: text(),
    state: enumeration(['off', 'on', 'broken']),
    word: text(9),
    code: text(36),
    amount: decimal(8, 4),
    at: datetime(6),
    added: text(9).nullable(),
  }),
});
