import { decimal, int, schema, table, text } from 'ntom';

export default schema(3, {
  product: table({
    id: int().primaryKey().autoIncrement(),
    name: text(80),
    price: decimal(10, 2),
    slug: text(80).unique(),
  }),
  product_total: table({ products: int(), price: decimal(12, 2) }),
});
