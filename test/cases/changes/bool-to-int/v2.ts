import { int, schema, table } from 'ntom';

export default schema(2, { plant: table({ id: int().primaryKey(), is_rare: int(), is_eaten: int().nullable() }) });
