import { bool, int, schema, table } from 'ntom';

export default schema(1, { plant: table({ id: int().primaryKey(), is_rare: bool(), is_eaten: bool().nullable() }) });
