import { pipeline, sql, type Row } from 'ntom';
import v2 from './v2.ts';
import v3 from './v3.ts';

export default pipeline(
  v3,
  v2,
  {
    product: sql<Pick<Row<typeof v3, 'product'>, 'id' | 'name' | 'price'>>`SELECT id, name, price FROM product`
      .each('product')
      .map(({ price, ...product }) => ({ ...product, price_cents: Number(price.replace('.', '')) })),
  },
  {
    drops: {
      'product.slug': 'release 2 has no slugs',
      product_total: 'release 2 computes the total itself',
    },
  },
);
