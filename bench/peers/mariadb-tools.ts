import { join } from 'node:path';
import type { TableRows } from '../data-sets/data-set.ts';
import type { SourceProject } from '../data-sets/open-source.ts';
import type { BenchServer } from '../server.ts';
import { emptyFolder } from '../sqlite-target.ts';
import { work, type Work } from '../work.ts';

/** A fresh database of that name before, and all rows in it afterwards. */
function newServerDatabase(
  server: BenchServer,
  name: string,
  tables: readonly TableRows[],
): Pick<Work, 'prepare' | 'check'> {
  return {
    prepare: async () => void (await server.ask(`DROP DATABASE IF EXISTS ${name}; CREATE DATABASE ${name}`)),
    check: () => checkRows(server, name, tables),
  };
}

export async function checkRows(server: BenchServer, name: string, tables: readonly TableRows[]): Promise<void> {
  for (const { table, count } of tables) {
    const found = Number(await server.ask(`SELECT count(*) FROM ${name}.${table}`));
    if (found !== count) throw new Error(`${name}: ${found} of ${count} rows in ${table}`);
  }
}

/** mydumper splits a table into pieces of so many rows, for its threads to share. */
const piece = '250000';

/** What comes with the server, and mydumper with myloader: out of `app_v2` and into databases of their own. */
export function mariadbToolWorks(server: BenchServer, project: SourceProject): readonly Work[] {
  const client = ['--no-defaults', '--protocol=tcp', '--host=127.0.0.1', `--port=${server.port}`, '--user=root'];
  const threaded = ['--host', '127.0.0.1', '--port', String(server.port), '--user', 'root', '--threads', '2'];
  const dump = join(project.folder, 'mariadb-dump');
  const pieces = join(project.folder, 'mydumper');
  const shared = { rows: project.rows, isOnServer: true };
  return [
    work({
      ...shared,
      name: 'mariadb: mariadb-dump',
      programs: ['mariadbd', 'mariadb-dump'],
      commands: [
        { argv: ['mariadb-dump', ...client, '--single-transaction', `--result-file=${dump}/dump.sql`, 'app_v2'] },
      ],
      prepare: async () => emptyFolder(dump),
    }),
    work({
      ...shared,
      name: 'mariadb: restore',
      programs: ['mariadbd', 'mariadb-dump', 'mariadb'],
      commands: [{ argv: ['mariadb', ...client, 'restored'], stdin: join(dump, 'dump.sql') }],
      after: ['mariadb: mariadb-dump'],
      ...newServerDatabase(server, 'restored', project.tables),
    }),
    work({
      ...shared,
      name: 'mariadb: mydumper',
      programs: ['mariadbd', 'mydumper'],
      commands: [{ argv: ['mydumper', ...threaded, '--database', 'app_v2', '--outputdir', pieces, '--rows', piece] }],
      prepare: async () => emptyFolder(pieces),
    }),
    work({
      ...shared,
      name: 'mariadb: myloader',
      programs: ['mariadbd', 'mydumper', 'myloader'],
      commands: [{ argv: ['myloader', ...threaded, '--database', 'myloaded', '--directory', pieces] }],
      after: ['mariadb: mydumper'],
      ...newServerDatabase(server, 'myloaded', project.tables),
    }),
    ...serverFileWorks(server, project, ['mariadb', ...client]),
  ];
}

/** The server reads and writes the files itself: no row passes a connection. */
function serverFileWorks(server: BenchServer, project: SourceProject, client: readonly string[]): readonly Work[] {
  const folder = join(server.files, 'rows');
  const file = (table: string): string => `'${join(folder, table)}.txt'`;
  const statements = (statement: (table: string) => string): string =>
    project.tables.map(({ table }) => statement(table)).join('; ');
  const shared = { rows: project.rows, isOnServer: true, programs: ['mariadbd', 'mariadb'] };
  const written = statements((table) => `SELECT * FROM app_v2.${table} ORDER BY id INTO OUTFILE ${file(table)}`);
  const read = statements(
    (table) =>
      `CREATE TABLE from_files.${table} LIKE app_v2.${table}; LOAD DATA INFILE ${file(table)} INTO TABLE from_files.${table}`,
  );
  return [
    work({
      ...shared,
      name: 'mariadb: INTO OUTFILE',
      commands: [{ argv: [...client, '--execute', written] }],
      prepare: async () => emptyFolder(folder),
    }),
    work({
      ...shared,
      name: 'mariadb: LOAD DATA INFILE',
      commands: [{ argv: [...client, '--execute', read] }],
      after: ['mariadb: INTO OUTFILE'],
      ...newServerDatabase(server, 'from_files', project.tables),
    }),
  ];
}
