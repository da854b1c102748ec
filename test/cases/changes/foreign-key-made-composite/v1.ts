import { int, schema, table, text } from 'ntom';

export default schema(1, {
  item: table({ shop: text(10), id: int().unique() }, { primaryKey: ['shop', 'id'] }),
  line: table({ id: int().primaryKey(), shop: text(10).nullable(), item_id: int().nullable().references('item.id') }),
});
