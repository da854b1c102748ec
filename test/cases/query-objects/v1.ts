import { blob, int, schema, table, text } from 'ntom';

export default schema(1, {
  word: table({ id: int().primaryKey(), language: text(2), word: text(40), sound: blob().nullable() }),
});
