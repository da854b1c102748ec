import { pipeline, sql, todo, type Row } from 'ntom';
import v1 from '../v1.ts';
import v2 from '../v2.ts';

export default pipeline(v1, v2, {
  // Needs a query: number, height.
  plant: sql<Row<typeof v1, 'plant'>>`SELECT id, number, height FROM plant`.each('plant').map((row) => ({
    ...row,
    number: todo('int(), was text(20)'),
    height: todo('int().nullable(), was text(20).nullable()'),
  })),
});
