import { bigint, int, schema, table, text } from 'ntom';

export default schema(1, {
  reading: table({ id: int().primaryKey(), sensor: text(10), value: int() }),
  extreme: table({ id: bigint().primaryKey(), note: text(20) }),
});
