import { copy, pipeline, sql } from 'ntom';
import v1 from './v1.ts';
import v2 from './v2.ts';

export default pipeline(v1, v2, {
  reading: sql`SELECT id, sensor, value + ${100} AS value FROM reading`.each('reading'),
  extreme: copy(),
  sensor: sql`SELECT sensor AS name, count(*) AS readings FROM reading GROUP BY sensor`.merges('reading', {
    by: ['sensor'],
  }),
  rank: sql`SELECT id, rank() OVER (ORDER BY value, id) AS rank FROM reading`.each('reading'),
});
