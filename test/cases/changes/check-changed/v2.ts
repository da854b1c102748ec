import { int, schema, table, text } from 'ntom';

export default schema(2, {
  plant: table(
    { id: int().primaryKey(), height: int().nullable(), name: text(20) },
    { check: ['height >= 0 AND id > 0', { name: 'no_giants', expression: 'height <= 100' }] },
  ),
});
