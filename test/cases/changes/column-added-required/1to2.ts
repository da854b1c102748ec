import { copy, pipeline, sql } from 'ntom';
import v1 from './v1.ts';
import v2 from './v2.ts';

export default pipeline(v1, v2, {
  plant: copy({ family: 'unknown', sown_at: '2000-01-01 00:00:00' }),
  bed: sql`SELECT id, name, row_number() OVER (ORDER BY name, id) AS place FROM bed`.each('bed'),
});
