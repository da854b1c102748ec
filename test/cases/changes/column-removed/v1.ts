import { blob, int, schema, table, text } from 'ntom';

export default schema(1, {
  plant: table({
    id: int().primaryKey(),
    code: text(10).nullable().unique(),
    name: text(40),
    photo: blob().nullable(),
  }),
});
