import { copy, datetime, enumeration, int, pipeline, real, schema, table, text } from 'ntom';

const customer = table({
  id: int().primaryKey(),
  name: text(100),
  email: text(100).nullable(),
  city: text(60),
  created_at: datetime(),
});

const orders = table({
  id: int().primaryKey(),
  customer_id: int().references('customer.id'),
  status: enumeration(['open', 'paid', 'sent', 'done']),
  note: text(200).nullable(),
  total: real(),
  discount: real().nullable(),
  quantity: int(),
  ordered_at: datetime(),
  address: text(100),
});

export const v2 = schema(2, { customer, orders });
export const v3 = schema(3, { customer, orders });
export const v2to3 = pipeline(v2, v3, { customer: copy(), orders: copy() });
