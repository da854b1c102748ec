import { int, schema, table, text } from 'ntom';

export default schema(2, {
  country: table({ id: int(), code: text(2).primaryKey() }),
  city: table({ id: int().primaryKey(), country_code: text(2).references('country.code') }),
});
