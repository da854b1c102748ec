import { pipeline, sql, type Row } from 'ntom';
import v1 from './v1.ts';
import v2 from './v2.ts';

export default pipeline(v1, v2, {
  plant: sql<Row<typeof v1, 'plant'>>`SELECT id, number, height FROM plant`
    .each('plant')
    .map(({ id, number, height }) => ({
      id,
      number: integer(number),
      height: height === null || height === '' ? null : integer(height),
    })),
});

/** NaN, which no column takes, of all but digits: `Number` makes 0 of '' and 16 of '0x10'. */
function integer(digits: string): number {
  return /^-?\d+$/.test(digits) ? Number(digits) : NaN;
}
