import { pipeline, sql, todo, type Row } from 'ntom';
import v1 from '../v1.ts';
import v2 from '../v2.ts';

export default pipeline(v1, v2, {
  // Needs a query: is_rare, is_eaten.
  plant: sql<Row<typeof v1, 'plant'>>`SELECT id, is_rare, is_eaten FROM plant`.each('plant').map((row) => ({
    ...row,
    is_rare: todo('int(), was bool()'),
    is_eaten: todo('int().nullable(), was bool().nullable()'),
  })),
});
