import { pipeline, sql } from 'ntom';
import v1 from './v1.ts';
import v2 from './v2.ts';

const quote = "d'été; DROP TABLE word --";
const byLanguage = 'SELECT id, word FROM word WHERE language = ?';

export default pipeline(v1, v2, {
  by_template: sql`SELECT id, word FROM word WHERE language = ${'fr'} AND word <> ${quote}`,
  by_parameters: { sql: `${byLanguage};`, parameters: ['nl'] },
  by_params: sql({ sql: byLanguage, params: ['fr'] }).splits('word', { by: ['id'], none: 'not French' }),
  by_engine: sql({ sqlite: 'SELECT id, word FROM word', mysql: 'SELECT id, word FROM word' }).each('word'),
  by_engine_template: sql({
    sqlite: sql`SELECT id, upper(word) AS word FROM word WHERE id < ${3}`,
    mysql: { sql: 'SELECT id, upper(word) AS word FROM word WHERE id < ?', parameters: [3] },
  }),
  parameter: sql`
    SELECT id, ${42} AS an_int, ${quote} AS a_text, ${true} AS a_bool, ${new Uint8Array([0, 255])} AS a_blob
      FROM word WHERE sound = ${new Uint8Array([1, 2])}`,
});
