import { schema } from 'ntom';
import { tables, triggers } from './tables.ts';

export default schema(1, tables, { triggers, views: { named: 'SELECT id, short FROM value WHERE short IS NOT NULL' } });
