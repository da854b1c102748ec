import { int, schema, table } from 'ntom';

export default schema(1, { plant: table({ id: int().primaryKey(), number: int(), height: int().nullable() }) });
