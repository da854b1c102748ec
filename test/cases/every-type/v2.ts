import { schema } from 'ntom';
import { tables, triggers } from './tables.ts';

export default schema(2, tables, {
  triggers,
  views: { with_short: 'SELECT id, short FROM value WHERE short IS NOT NULL' },
});
