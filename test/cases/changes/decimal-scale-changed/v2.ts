import { decimal, int, schema, table } from 'ntom';

export default schema(2, {
  plant: table({
    id: int().primaryKey(),
    price: decimal(8, 4),
    weight: decimal(6, 2).nullable(),
    height: decimal(6, 4),
  }),
});
