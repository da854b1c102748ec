import { int, schema, table, text } from 'ntom';

export default schema(2, {
  product: table({ id: int().primaryKey().autoIncrement(), name: text(80), price_cents: int() }),
});
