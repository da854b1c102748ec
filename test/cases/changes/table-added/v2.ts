import { int, schema, table, text } from 'ntom';

export default schema(2, {
  plant: table({ id: int().primaryKey(), name: text(40) }),
  bed: table({ id: int().primaryKey().autoIncrement(), name: text(40) }),
  season: table({ name: text(10).primaryKey() }),
});
