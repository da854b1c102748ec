import { int, schema, table, text } from 'ntom';

export default schema(1, {
  plant: table(
    { id: int().primaryKey(), height: int().nullable(), name: text(20) },
    { check: ["name <> ''", { name: 'no_giants', expression: 'height <= 100' }] },
  ),
});
