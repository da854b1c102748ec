import { int, schema, table, text } from 'ntom';

export default schema(2, {
  item: table({ id: int(), shop_id: int(), name: text(20) }, { primaryKey: ['shop_id', 'id'] }),
});
