import { int, schema, table, text } from 'ntom';

export default schema(2, {
  bed: table({
    id: int().primaryKey(),
    width: int().nullable(),
    length: int(),
    area: int().nullable(),
    label: text(30),
    name: text(20),
  }),
});
