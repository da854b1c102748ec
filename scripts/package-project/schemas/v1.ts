import { int, schema, table, text } from 'ntom';

export default schema(1, {
  author: table({ id: int().primaryKey(), name: text(100) }),
  book: table({ id: int().primaryKey(), author_id: int().references('author.id'), title: text(200) }),
});
