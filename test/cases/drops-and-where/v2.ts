import { int, schema, table, text } from 'ntom';

export default schema(2, {
  town: table({ id: int().primaryKey(), name: text(80), population: int() }),
  large_town: table({ town_id: int().primaryKey().references('town.id') }),
  festival: table({ id: int().primaryKey(), town_id: int().references('town.id'), name: text(80) }),
});
