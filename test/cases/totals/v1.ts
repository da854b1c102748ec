import { int, schema, table, text } from 'ntom';

export default schema(1, {
  sale: table({ id: int().primaryKey(), region: text(20), cents: int() }),
});
