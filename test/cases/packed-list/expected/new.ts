import { copy, pipeline, todo } from 'ntom';
import v1 from '../v1.ts';
import v2 from '../v2.ts';

export default pipeline(
  v1,
  v2,
  {
    // Loses data: tags.
    article: copy(),

    article_tag: todo('table({ article_id, position, tag })'),
  },
  {
    drops: {
      'article.tags': todo('why is it left behind?'),
    },
  },
);
