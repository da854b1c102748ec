import { pipeline, sql, type Row } from 'ntom';
import v1 from './v1.ts';
import v2 from './v2.ts';

export default pipeline(v1, v2, {
  product: sql<Row<typeof v1, 'product'>>`SELECT * FROM product`.each('product').map(({ price_cents, ...product }) => ({
    ...product,
    price: decimalOf(price_cents),
    slug: slugOf(product.name),
  })),
});

function decimalOf(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function slugOf(name: string): string {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return plain
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
