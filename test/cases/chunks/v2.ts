import { bigint, int, schema, table, text } from 'ntom';

export default schema(2, {
  reading: table({ id: int().primaryKey(), sensor: text(10), value: int() }),
  extreme: table({ id: bigint().primaryKey(), note: text(20) }),
  sensor: table({ name: text(10).primaryKey(), readings: int() }),
  rank: table({ id: int().primaryKey(), rank: int() }),
});
