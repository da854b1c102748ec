import { copy, pipeline, sql } from 'ntom';
import v1 from './v1.ts';
import v2 from './v2.ts';

export default pipeline(
  v1,
  v2,
  {
    article: copy(),
    article_tag: sql`
      WITH RECURSIVE item (article_id, position, tag, rest) AS (
        SELECT id, 0, CAST('' AS CHAR(100)), concat(tags, ';') FROM article WHERE tags <> ''
        UNION ALL
        SELECT article_id, position + 1, substr(rest, 1, instr(rest, ';') - 1), substr(rest, instr(rest, ';') + 1)
          FROM item WHERE rest <> ''
      )
      SELECT article_id, position, tag FROM item WHERE position > 0`.splits('article', {
      by: ['article_id'],
      none: 'has no tags',
    }),
  },
  { drops: { 'article.tags': 'each tag is a row of article_tag' } },
);
