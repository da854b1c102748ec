import { int, schema, table, text } from 'ntom';

export default schema(2, {
  plant: table({ id: int().primaryKey().autoIncrement(), name: text(40).unique() }),
  bed: table({ id: int().primaryKey(), plant_id: int().nullable().references('plant.id') }),
});
