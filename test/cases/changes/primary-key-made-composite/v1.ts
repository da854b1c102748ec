import { int, schema, table, text } from 'ntom';

export default schema(1, { item: table({ id: int().primaryKey(), shop_id: int(), name: text(20) }) });
