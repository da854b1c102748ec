import { pipeline, sql, type Row } from 'ntom';
import v1 from './v1.ts';
import v2 from './v2.ts';

export default pipeline(v1, v2, {
  plant: sql<Row<typeof v1, 'plant'>>`SELECT id, is_rare, is_eaten FROM plant`
    .each('plant')
    .map(({ id, is_rare, is_eaten }) => ({
      id,
      is_rare: Number(is_rare),
      is_eaten: is_eaten === null ? null : Number(is_eaten),
    })),
});
