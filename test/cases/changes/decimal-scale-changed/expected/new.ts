import { copy, pipeline } from 'ntom';
import v1 from '../v1.ts';
import v2 from '../v2.ts';

export default pipeline(v1, v2, {
  // Rows may be refused: weight (decimal(8, 4) → decimal(6, 2)), height (decimal(6, 2) → decimal(6, 4)).
  plant: copy(),
});
