import { copy, pipeline } from 'ntom';
import v1 from '../v1.ts';
import v2 from '../v2.ts';

export default pipeline(v1, v2, {
  // Rows may be refused:
  // - id (bigint() → int())
  // - count (bigint() → int())
  // - name (text() → text(3))
  // - state (enumeration(['off', 'on', 'broken']) → enumeration(['on', 'off']))
  // - word (text(9) → enumeration(['on', 'off']))
  // - code (text(36) → uuid())
  // - amount (decimal(8, 4) → decimal(6, 2))
  // - at (datetime(6) → datetime())
  // - note (nullable() → NOT NULL)
  // - unique [code]
  // - check 'count <> 0'
  narrower: copy(),

  wider: copy(),
});
