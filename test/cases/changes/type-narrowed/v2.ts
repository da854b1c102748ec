import { blob, datetime, decimal, enumeration, int, schema, table, text, time, uuid } from 'ntom';

export default schema(2, {
  value: table({
    id: int().primaryKey(),
    count: int(),
    name: text(4),
    state: enumeration(['on', 'off']),
    word: enumeration(['on', 'off']).nullable(),
    code: uuid(),
    bytes: blob(2),
    price: decimal(6, 2),
    lasts: time(),
    at: datetime(3),
  }),
});
