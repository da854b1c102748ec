import { openSource } from '../data-sets/open-source.ts';
import { orders } from '../data-sets/orders.ts';
import { ntomWorks } from '../ntom-works.ts';
import { scriptWorks } from '../peers/script-works.ts';
import { sqliteCliWorks } from '../peers/sqlite-cli.ts';
import { atMost, type Case, type Line } from '../work.ts';
import { sqliteCase } from './sqlite-case.ts';

const all = { ours: ['orders: ntom extract', 'orders: ntom load'], measure: 'seconds' } as const;
const exported = ['orders: sqlite3 export'];
const imported = ['orders: sqlite3 import'];

const lines: readonly Line[] = [
  {
    name: 'extract',
    work: 'extract: all rows zod-checked and hashed',
    against: '`sqlite3 .mode csv`',
    ours: ['orders: ntom extract'],
    peer: exported,
    measure: 'seconds',
    target: atMost(0.7),
  },
  {
    name: 'load-unproved',
    work: 'load `--verify none`',
    against: '`sqlite3 .import`',
    ours: ['orders: ntom load --verify none'],
    peer: imported,
    measure: 'seconds',
    target: atMost(0.55),
  },
  {
    name: 'load',
    work: 'load with full proof',
    against: '`sqlite3 .import`',
    ours: ['orders: ntom load'],
    peer: imported,
    measure: 'seconds',
    target: atMost(0.85),
  },
  {
    name: 'both',
    work: 'extract + load + full proof',
    against: '`sqlite3` export + import',
    ...all,
    peer: [...exported, ...imported],
    target: atMost(0.75),
  },
  {
    name: 'both-script',
    work: 'extract + load + full proof',
    against: 'forty-line script',
    ...all,
    peer: ['orders: script extract', 'orders: script load'],
    target: atMost(0.25),
  },
  {
    name: 'both-attach',
    work: 'extract + load + full proof',
    against: '`ATTACH` + `INSERT … SELECT`',
    ...all,
    peer: ['orders: sqlite3 attach'],
    target: atMost(4),
  },
];

/** Two million orders from one SQLite file to another. */
export const ordersCase: Case = sqliteCase(lines, async (bench) => {
  const project = await openSource(bench, orders);
  return [
    ...Object.values(ntomWorks(bench, 'orders', project)),
    ...Object.values(sqliteCliWorks('orders', project, orders.schema)),
    ...Object.values(scriptWorks('orders', project, 'copied')),
  ];
});
