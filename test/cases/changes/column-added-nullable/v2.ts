import { decimal, int, schema, table, text } from 'ntom';

export default schema(2, {
  plant: table({
    id: int().primaryKey(),
    latin_name: text(80).nullable(),
    name: text(40),
    height: decimal(5, 2).nullable(),
  }),
});
