import { join } from 'node:path';
import { openSource, type SourceProject } from '../data-sets/open-source.ts';
import { orders } from '../data-sets/orders.ts';
import { ntomIn } from '../ntom-works.ts';
import { checkRows, mariadbToolWorks } from '../peers/mariadb-tools.ts';
import { runCommand } from '../run/command.ts';
import { missingServer, startBenchServer, type BenchServer } from '../server.ts';
import { hasServerBinary } from '../../test/support/mariadb/binaries.ts';
import { emptyFolder } from '../sqlite-target.ts';
import { atMost, work, type Bench, type Case, type Line, type Work } from '../work.ts';

const extract = 'MariaDB: extract';
const load = 'MariaDB: load `--verify none`';
const outfile = '`SELECT … INTO OUTFILE` on the server';
const infile = '`LOAD DATA INFILE` on the server';

const lines: readonly Line[] = [
  line('mariadb-extract', extract, '`mariadb-dump`', 'ntom extract', 'mariadb-dump', 1),
  line('mariadb-extract-mydumper', extract, 'mydumper, 2 threads', 'ntom extract', 'mydumper', 1.3),
  line('mariadb-extract-outfile', extract, outfile, 'ntom extract', 'INTO OUTFILE', null),
  line('mariadb-load-unproved', load, 'restoring that dump', 'ntom load --verify none', 'restore', 0.6),
  line('mariadb-load-myloader', load, 'myloader, 2 threads', 'ntom load --verify none', 'myloader', 0.8),
  line('mariadb-load-infile', load, infile, 'ntom load --verify none', 'LOAD DATA INFILE', 1.15),
  line('mariadb-load', 'MariaDB: load with full proof', 'restoring that dump', 'ntom load', 'restore', 0.75),
];

function line(name: string, work: string, against: string, ours: string, peer: string, most: number | null): Line {
  const target = most === null ? null : atMost(most);
  return { name, work, against, ours: [`mariadb: ${ours}`], peer: [`mariadb: ${peer}`], measure: 'seconds', target };
}

/** The same orders on a server, out of one database of it and into another. */
export const mariadbCase: Case = {
  lines,
  async open(bench) {
    const project = await openSource(bench, orders);
    const server = hasServerBinary ? await startBenchServer(bench.data) : missingServer;
    if (hasServerBinary) await fill(server, bench, project);
    return {
      works: [...ntomServerWorks(server, bench, project), ...mariadbToolWorks(server, project)],
      settle: () => server.settle(),
      [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
    };
  },
};

/** `app_v2` on the server, with the rows of the SQLite file. */
async function fill(server: BenchServer, bench: Bench, project: SourceProject): Promise<void> {
  const extract = join(project.folder, 'server-source');
  emptyFolder(extract);
  await runCommand(ntomIn(bench, project, 'extract', '2', '--out', extract));
  await runCommand(ntomIn(bench, project, 'load', '2', '--in', extract, '--to', placeOn(server)));
}

function placeOn({ port }: BenchServer): string {
  return `mysql://root@127.0.0.1:${port}`;
}

function ntomServerWorks(server: BenchServer, bench: Bench, project: SourceProject): readonly Work[] {
  const extract = join(project.folder, 'server-extract');
  const shared = { rows: project.rows, isOnServer: true, programs: ['mariadbd'] };
  const loaded = (name: string, verify: string): Work =>
    work({
      ...shared,
      name,
      commands: [ntomIn(bench, project, 'load', '3', '--in', extract, '--to', placeOn(server), '--verify', verify)],
      after: ['mariadb: ntom extract'],
      prepare: async () => void (await server.ask('DROP DATABASE IF EXISTS app_v3')),
      check: () => checkRows(server, 'app_v3', project.tables),
    });
  return [
    work({
      ...shared,
      name: 'mariadb: ntom extract',
      commands: [ntomIn(bench, project, 'extract', '2to3', '--from', placeOn(server), '--out', extract)],
      prepare: async () => emptyFolder(extract),
    }),
    loaded('mariadb: ntom load --verify none', 'none'),
    loaded('mariadb: ntom load', 'full'),
  ];
}
