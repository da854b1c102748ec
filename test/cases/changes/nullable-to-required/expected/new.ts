import { copy, pipeline } from 'ntom';
import v1 from '../v1.ts';
import v2 from '../v2.ts';

export default pipeline(v1, v2, {
  // Rows may be refused:
  // - name (nullable() → NOT NULL)
  // - stock (nullable() → NOT NULL)
  // - photo (nullable() → NOT NULL)
  plant: copy(),
});
