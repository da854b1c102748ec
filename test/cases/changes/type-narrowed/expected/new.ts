import { copy, pipeline } from 'ntom';
import v1 from '../v1.ts';
import v2 from '../v2.ts';

export default pipeline(v1, v2, {
  // Rows may be refused:
  // - id (bigint() → int())
  // - count (bigint() → int())
  // - name (text() → text(4))
  // - state (enumeration(['off', 'on', 'kaputt']) → enumeration(['on', 'off']))
  // - word (text(20) → enumeration(['on', 'off']))
  // - code (text(36) → uuid())
  // - bytes (blob(4) → blob(2))
  // - price (decimal(20, 4) → decimal(6, 2))
  // - lasts (time(3) → time())
  // - at (datetime(6) → datetime(3))
  value: copy(),
});
