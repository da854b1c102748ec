import { pipeline, sql } from 'ntom';
import v1 from './v1.ts';
import v2 from './v2.ts';

export default pipeline(v1, v2, {
  partner: sql`
    SELECT 'supplier' AS kind, id, name FROM supplier
    UNION ALL
    SELECT 'customer', id, name FROM customer`.each(['supplier', 'customer']),
});
