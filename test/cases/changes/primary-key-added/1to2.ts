import { copy, pipeline, sql } from 'ntom';
import v1 from './v1.ts';
import v2 from './v2.ts';

export default pipeline(v1, v2, {
  tag: copy(),
  entry: sql`SELECT row_number() OVER (ORDER BY line) AS id, line FROM entry`.each('entry'),
});
