import type { EngineRules } from '../engine-rules.ts';
import { held } from './held.ts';
import { limits } from './limits.ts';
import { sqlRules } from './sql-rules.ts';

export const rules: EngineRules = { engine: 'sqlite', sql: sqlRules, limits, held };
