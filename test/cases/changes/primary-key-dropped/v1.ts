import { int, schema, table, text } from 'ntom';

export default schema(1, { entry: table({ id: int().primaryKey(), line: text(40).nullable() }) });
