import { copy, pipeline, sql } from 'ntom';
import v1 from './v1.ts';
import v2 from './v2.ts';

export default pipeline(
  v1,
  v2,
  {
    order: copy(),
    'two words/and a slash.db': copy(),
    chunk: copy(),
    object: copy(),
    '`back`tick, comma': sql`SELECT * FROM \`\`\`back\`\`tick, comma\``
      .each('`back`tick, comma')
      .map((row) => ({ ...row })),
    'partly.kept': copy({ isPrototypeOf: 'no' }),
  },
  {
    drops: {
      'left.behind': 'a table with a dot in its name',
      'partly.kept.old.name': 'a column with a dot in its name',
    },
  },
);
