import { mapped } from '../data-sets/orders.ts';
import { openSource } from '../data-sets/open-source.ts';
import { ntomWorks } from '../ntom-works.ts';
import { scriptWorks } from '../peers/script-works.ts';
import { atMost, type Case, type Line } from '../work.ts';
import { sqliteCase } from './sqlite-case.ts';

const lines: readonly Line[] = [
  {
    name: 'mapped',
    work: '`.map` pipeline: extract + load + full proof',
    against: 'forty-line script, same map',
    ours: ['mapped: ntom extract', 'mapped: ntom load'],
    peer: ['mapped: script extract', 'mapped: script load'],
    measure: 'seconds',
    target: atMost(0.35),
  },
];

/** The same orders, every one of which passes a function of the pipeline. */
export const mappedCase: Case = sqliteCase(lines, async (bench) => {
  const project = await openSource(bench, mapped);
  const { extract, load } = ntomWorks(bench, 'mapped', project);
  return [extract, load, ...Object.values(scriptWorks('mapped', project, 'mapped'))];
});
