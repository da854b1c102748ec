import { int, schema, table, text } from 'ntom';

export default schema(1, {
  product: table({ id: int().primaryKey(), name: text(80), price_cents: int() }),
});
