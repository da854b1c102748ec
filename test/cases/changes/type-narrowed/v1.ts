import { bigint, blob, datetime, decimal, enumeration, schema, table, text, time } from 'ntom';

export default schema(1, {
  value: table({
    id: bigint().primaryKey(),
    count: bigint(),
    name: text(),
    state: enumeration(['off', 'on', 'kaputt']),
    word: text(20).nullable(),
    code: text(36),
    bytes: blob(4),
    price: decimal(20, 4),
    lasts: time(3),
    at: datetime(6),
  }),
});
