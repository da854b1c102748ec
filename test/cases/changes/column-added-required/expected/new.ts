import { copy, pipeline, sql, todo, type Row } from 'ntom';
import v1 from '../v1.ts';
import v2 from '../v2.ts';

export default pipeline(v1, v2, {
  // Needs a value: family, sown_at.
  plant: copy({ family: todo('text(40)'), sown_at: todo("datetime().defaultSql('CURRENT_TIMESTAMP')") }),

  // Needs a query: place. Rows may be refused: unique [place].
  bed: sql<Row<typeof v1, 'bed'>>`SELECT id, name FROM bed`.each('bed').map((row) => ({
    ...row,
    place: todo('int()'),
  })),
});
