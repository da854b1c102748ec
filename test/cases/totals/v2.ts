import { int, schema, table, text } from 'ntom';

export default schema(2, {
  sale: table({ id: int().primaryKey(), region: text(20), cents: int() }, { index: [['region']] }),
  region_total: table({ region: text(20).primaryKey(), sales: int(), cents: int(), largest: int() }),
});
