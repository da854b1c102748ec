import { decimal, int, schema, table, text } from 'ntom';

export default schema(2, {
  product: table({ id: int().primaryKey(), name: text(80), price: decimal(16, 2), slug: text(80).unique() }),
});
