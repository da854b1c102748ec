import { int, schema, table, text } from 'ntom';

export default schema(2, { plant: table({ id: int().primaryKey(), number: text(20), height: text(20).nullable() }) });
