import { int, schema, table, text } from 'ntom';

export default schema(2, {
  log: table({ level: int().nullable(), message: text() }, { index: [['level']] }),
});
