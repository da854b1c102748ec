import { copy, pipeline, sql, type Row } from 'ntom';
import v1 from '../schemas/v1.ts';
import v2 from '../schemas/v2.ts';

export default pipeline(v1, v2, {
  author: copy(),
  book: sql<Row<typeof v1, 'book'>>`SELECT id, author_id, title FROM book`
    .each('book')
    .map((row) => ({ ...row, shelf: row.title.slice(0, 1) })),
});

// @ts-expect-error A forgotten table is refused: the types of the package are there.
export const refused = () => pipeline(v1, v2, { author: copy() });
