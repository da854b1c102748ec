import { int, schema, table, text } from 'ntom';

export default schema(2, {
  item: table({ shop: text(10), id: int().unique() }, { primaryKey: ['shop', 'id'] }),
  line: table(
    { id: int().primaryKey(), shop: text(10).nullable(), item_id: int().nullable() },
    { foreignKeys: [{ columns: ['shop', 'item_id'], references: 'item', to: ['shop', 'id'] }] },
  ),
});
