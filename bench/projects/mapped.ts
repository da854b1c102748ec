import { copy, pipeline, schema, sql, table, datetime, enumeration, int, real, text } from 'ntom';
import { splitAddress } from '../peers/split-address.ts';
import { v2 } from './orders.ts';

export { v2 };

export const v3 = schema(3, {
  customer: table({
    id: int().primaryKey(),
    name: text(100),
    email: text(100).nullable(),
    city: text(60),
    created_at: datetime(),
  }),
  orders: table({
    id: int().primaryKey(),
    customer_id: int().references('customer.id'),
    status: enumeration(['open', 'paid', 'sent', 'done']),
    note: text(200).nullable(),
    total: real(),
    discount: real().nullable(),
    quantity: int(),
    ordered_at: datetime(),
    street: text(80),
    town: text(60),
  }),
});

export const v2to3 = pipeline(v2, v3, {
  customer: copy(),
  orders: sql`SELECT id, customer_id, status, note, total, discount, quantity, ordered_at, address FROM orders`
    .each('orders')
    .map(({ address, ...row }) => ({ ...row, ...splitAddress(address) })),
});
