import { pipeline, sql, todo, type Row } from 'ntom';
import v1 from '../v1.ts';
import v2 from '../v2.ts';

export default pipeline(
  v1,
  v2,
  {
    // Needs a query: slug. Needs a value: price. Loses data: price_cents. Rows may be refused: unique [slug].
    product: sql<Omit<Row<typeof v1, 'product'>, 'price_cents'>>`SELECT id, name FROM product`
      .each('product')
      .map((row) => ({
        ...row,
        price: todo('decimal(16, 2)'),
        slug: todo('text(80)'),
      })),
  },
  {
    drops: {
      'product.price_cents': todo('why is it left behind?'),
    },
  },
);
