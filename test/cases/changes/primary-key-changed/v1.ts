import { int, schema, table, text } from 'ntom';

export default schema(1, {
  country: table({ id: int().primaryKey(), code: text(2).unique() }),
  city: table({ id: int().primaryKey(), country_id: int().references('country.id') }),
});
