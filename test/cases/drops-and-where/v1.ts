import { bool, int, schema, table, text } from 'ntom';

export default schema(1, {
  town: table({ id: int().primaryKey(), name: text(80), population: int().nullable(), old_flag: bool() }),
  festival: table({ id: int().primaryKey(), town_id: int().references('town.id'), name: text(80) }),
  session: table({ token: text(40).primaryKey() }),
});
