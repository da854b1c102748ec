import { int, schema, table, text } from 'ntom';

export default schema(1, { plant: table({ id: int().primaryKey(), state: text(10), note: text(10).nullable() }) });
