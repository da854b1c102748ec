import { copy, pipeline, sql } from 'ntom';
import v1 from './v1.ts';
import v2 from './v2.ts';

export default pipeline(v1, v2, {
  plant: copy(),
  bed: sql`SELECT id, name FROM plant WHERE 1 = 0`, // empty at first: the application fills it
  season: sql`SELECT 'spring' AS name UNION ALL SELECT 'été'`,
});
