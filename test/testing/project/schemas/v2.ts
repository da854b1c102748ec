import { int, schema, table, text } from 'ntom';

export default schema(2, {
  country: table({ code: text(3).primaryKey(), name: text(120) }),
  city: table({
    id: int().primaryKey().autoIncrement(),
    country_code: text(3).references('country.code'),
    name: text(200),
    population: int(),
  }),
});
