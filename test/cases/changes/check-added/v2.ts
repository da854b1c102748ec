import { int, schema, table, text } from 'ntom';

export default schema(2, {
  plant: table(
    { id: int().primaryKey(), height: int().nullable().check('height >= 0'), name: text(20) },
    { check: ["name <> ''", { name: 'no_giants', expression: 'height <= 100' }] },
  ),
});
