import { int, schema, table } from 'ntom';

export default schema(2, { plant: table({ id: int().primaryKey(), number: int(), height: int().nullable() }) });
