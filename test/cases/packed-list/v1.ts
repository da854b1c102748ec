import { int, schema, table, text } from 'ntom';

export default schema(1, {
  article: table({ id: int().primaryKey(), title: text(120), tags: text(200) }),
});
