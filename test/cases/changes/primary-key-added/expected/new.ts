import { copy, pipeline, sql, todo, type Row } from 'ntom';
import v1 from '../v1.ts';
import v2 from '../v2.ts';

export default pipeline(v1, v2, {
  // Rows may be refused: primary key [name].
  tag: copy(),

  // Needs a query: id, primary key.
  entry: sql<Row<typeof v1, 'entry'>>`SELECT line FROM entry`.each('entry').map((row) => ({
    ...row,
    id: todo('int().autoIncrement()'),
  })),
});
