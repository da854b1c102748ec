import { int, schema, table } from 'ntom';

export default schema(1, { category: table({ id: int().primaryKey(), parent_id: int().nullable() }) });
