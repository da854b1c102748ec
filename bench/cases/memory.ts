import { openSource } from '../data-sets/open-source.ts';
import { orders } from '../data-sets/orders.ts';
import { ntomWorks, withPeakMemory } from '../ntom-works.ts';
import { atLeast, atMost, type Bench, type Case, type Line, type Work } from '../work.ts';
import { sqliteCase } from './sqlite-case.ts';

const phases = ['extract', 'load'] as const;
type Phase = (typeof phases)[number];

const times = 10;
const nameOf = (phase: Phase, factor: number): string => `memory: ntom ${phase}${factor === 1 ? '' : ` ×${factor}`}`;
const described = { extract: 'extract', load: 'load with full proof' };

/** How much memory both phases take, and how both that and their speed are for ten times the rows. */
export const memoryCase: Case = sqliteCase(phases.flatMap(linesOf), async (bench, wanted) => {
  const isLarge = phases.some((phase) => wanted.has(nameOf(phase, times)));
  return [...(await worksOf(bench, 1)), ...(isLarge ? await worksOf(bench, times) : [])];
});

async function worksOf(bench: Bench, factor: number): Promise<readonly Work[]> {
  const project = await openSource({ ...bench, rows: bench.rows * factor }, orders);
  const works = ntomWorks(bench, `orders ×${factor}`, project);
  return phases.map((phase) => withPeakMemory(works[phase], nameOf(phase, factor), project.folder));
}

function linesOf(phase: Phase): readonly Line[] {
  const [small, large] = [[nameOf(phase, 1)], [nameOf(phase, times)]];
  const peak = { against: '', peer: [], measure: 'peakBytes', target: atMost(300e6) } as const;
  const tenfold = { work: `${described[phase]}, ${times} times the rows`, ours: large, isLarge: true };
  const compared = { ...tenfold, peer: small };
  return [
    { ...peak, name: `memory-${phase}`, work: `${described[phase]}: peak memory`, ours: small },
    { ...peak, ...tenfold, name: `memory-${phase}-large`, work: `${tenfold.work}: peak memory` },
    {
      ...compared,
      name: `growth-${phase}`,
      against: 'peak memory of a tenth of the rows',
      measure: 'peakBytes',
      target: atMost(1.1),
    },
    {
      ...compared,
      name: `rate-${phase}`,
      against: 'rows per second of a tenth of the rows',
      measure: 'rowsPerSecond',
      target: atLeast(0.9),
    },
  ];
}
