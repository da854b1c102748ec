import type { DataSet } from '../data-sets/data-set.ts';
import { openSource } from '../data-sets/open-source.ts';
import { blobs, narrow, wide } from '../data-sets/shapes.ts';
import { ntomWorks } from '../ntom-works.ts';
import { sqliteCliWorks } from '../peers/sqlite-cli.ts';
import { atMost, type Case } from '../work.ts';
import { sqliteCase } from './sqlite-case.ts';

/** Tables of other shapes: a tenth as many rows of 60 columns, two integers, and a thousandth as many blobs of 100 kB. */
export const shapeCases: readonly Case[] = [
  shapeCase(wide, '60 columns'),
  shapeCase(narrow, '2 integers'),
  shapeCase(blobs, 'blobs of 100 kB'),
];

function shapeCase(set: DataSet, shape: string): Case {
  const name = set.project;
  const shared = { measure: 'seconds', target: atMost(1) } as const;
  const lines = [
    {
      name: `${name}-extract`,
      work: `${shape}: extract`,
      against: '`sqlite3 .mode csv`',
      ours: [`${name}: ntom extract`],
      peer: [`${name}: sqlite3 export`],
      ...shared,
    },
    {
      name: `${name}-load`,
      work: `${shape}: load with full proof`,
      against: '`sqlite3 .import`',
      ours: [`${name}: ntom load`],
      peer: [`${name}: sqlite3 import`],
      ...shared,
    },
  ];
  return sqliteCase(lines, async (bench) => {
    const project = await openSource(bench, set);
    const { extract, load } = ntomWorks(bench, name, project);
    const peers = sqliteCliWorks(name, project, set.schema);
    return [extract, load, peers.export, peers.import];
  });
}
