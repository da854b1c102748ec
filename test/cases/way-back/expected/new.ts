import { copy, pipeline, todo } from 'ntom';
import v3 from '../v3.ts';
import v2 from '../v2.ts';

export default pipeline(
  v3,
  v2,
  {
    // Needs a value: price_cents. Loses data: price, slug.
    product: copy({ price_cents: todo('int()') }),
  },
  {
    drops: {
      'product.price': todo('why is it left behind?'),
      'product.slug': todo('why is it left behind?'),
      product_total: todo('why is it left behind?'),
    },
  },
);
