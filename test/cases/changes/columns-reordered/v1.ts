import { int, schema, table, text } from 'ntom';

export default schema(1, {
  plant: table({
    id: int().primaryKey(),
    name: text(40),
    latin_name: text(40).nullable(),
    width: int(),
    height: int(),
  }),
});
