import { bigint, int, schema, table, text } from 'ntom';

export default schema(2, {
  bed: table({
    id: int().primaryKey(),
    width: int().nullable(),
    length: int(),
    area: bigint().nullable().generated('width * length * 10', { stored: true }),
    label: text(40).generated("concat('«', name, '»')"),
    name: text(20),
  }),
});
