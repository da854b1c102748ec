import { int, schema, table, text } from 'ntom';

export default schema(2, { entry: table({ id: int(), line: text(40).nullable() }) });
