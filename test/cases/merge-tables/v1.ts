import { int, schema, table, text } from 'ntom';

export default schema(1, {
  customer: table({ id: int().primaryKey(), name: text(80) }),
  supplier: table({ id: int().primaryKey(), name: text(80) }),
});
