import { int, schema, table, text } from 'ntom';

export default schema(2, {
  plant: table(
    { id: int().primaryKey(), code: text(20).nullable(), place: int().nullable(), layer: int() },
    { unique: [['code'], { name: 'one_place', columns: ['place', 'layer'] }] },
  ),
});
