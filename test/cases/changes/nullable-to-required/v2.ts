import { blob, int, schema, table, text } from 'ntom';

export default schema(2, { plant: table({ id: int().primaryKey(), name: text(20), stock: int(), photo: blob() }) });
