import { int, schema, table, text } from 'ntom';

export default schema(1, {
  plant: table({ id: int().primaryKey(), name: text(40) }),
  plant_note: table({ id: int().primaryKey(), plant_id: int().references('plant.id'), note: text() }),
});
