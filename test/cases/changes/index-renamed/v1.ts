import { int, schema, table, text } from 'ntom';

export default schema(1, {
  plant: table(
    { id: int().primaryKey(), code: text(20).nullable(), place: int().nullable(), layer: int() },
    { index: [['code'], ['layer', 'place']] },
  ),
});
