import { decimal, int, schema, table } from 'ntom';

export default schema(1, {
  plant: table({
    id: int().primaryKey(),
    price: decimal(6, 2),
    weight: decimal(8, 4).nullable(),
    height: decimal(6, 2),
  }),
});
