import type { Case } from '../work.ts';
import { fixturesCase } from './fixtures.ts';
import { mappedCase } from './mapped.ts';
import { mariadbCase } from './mariadb.ts';
import { memoryCase } from './memory.ts';
import { ordersCase } from './orders.ts';
import { shapeCases } from './shapes.ts';
import { startupCase } from './startup.ts';

/** In the order of the table. */
export const cases: readonly Case[] = [
  ordersCase,
  mariadbCase,
  ...shapeCases,
  mappedCase,
  memoryCase,
  startupCase,
  fixturesCase,
];
