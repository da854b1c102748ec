import { int, schema, table } from 'ntom';

export default schema(1, {
  bed: table({ id: int().primaryKey() }),
  plant: table({ id: int().primaryKey(), bed_id: int().nullable().references('bed.id') }),
});
