import { copy, pipeline, sql } from 'ntom';
import v1 from './v1.ts';
import v2 from './v2.ts';

export default pipeline(v1, v2, {
  sale: copy(),
  region_total: sql`
    SELECT region, count(*) AS sales, sum(cents) AS cents, max(cents) AS largest FROM sale GROUP BY region`.merges(
    'sale',
    { by: ['region'] },
  ),
});
