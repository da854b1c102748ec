import { int, schema, table, text } from 'ntom';

export default schema(2, {
  bed: table({
    id: int().primaryKey(),
    width: int().nullable(),
    length: int(),
    area: int().nullable().generated('width * length'),
    label: text(30).generated("concat(name, '!')", { stored: true }),
    name: text(20),
  }),
});
