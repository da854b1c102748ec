import { int, schema, table, text } from 'ntom';

export default schema(2, {
  article: table({ id: int().primaryKey(), title: text(120) }),
  article_tag: table(
    { article_id: int().references('article.id'), position: int(), tag: text(40) },
    { primaryKey: ['article_id', 'position'], unique: [['article_id', 'tag']], index: [['tag']] },
  ),
});
