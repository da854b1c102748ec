import { int, schema, table, text } from 'ntom';

export default schema(2, {
  plant: table({
    height: int(),
    width: int(),
    latin_name: text(40).nullable(),
    name: text(40),
    id: int().primaryKey(),
  }),
});
