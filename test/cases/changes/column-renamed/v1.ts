import { decimal, int, schema, table, text } from 'ntom';

export default schema(1, {
  plant: table({ id: int().primaryKey(), title: text(40).index(), height: decimal(5, 2).nullable() }),
});
