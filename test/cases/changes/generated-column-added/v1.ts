import { int, schema, table, text } from 'ntom';

export default schema(1, {
  bed: table({ id: int().primaryKey(), width: int().nullable(), length: int(), name: text(20) }),
});
