import { int, schema, table, text } from 'ntom';

export default schema(1, {
  log: table({ level: int().nullable(), message: text() }),
});
