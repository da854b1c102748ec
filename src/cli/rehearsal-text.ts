import type { DatabaseLocation } from '../dialects/location.ts';
import type { RejectExample, RejectReason } from '../extract/rehearse/reject-reasons.ts';
import type { Rehearsal, RehearsedRejects } from '../extract/rehearse/run-rehearsal.ts';
import type { Project } from '../project/project.ts';
import { shownFolder } from './extract-folder.ts';
import { aligned } from './report/columns.ts';
import { counted, duration, fileSize, grouped } from './report/numbers.ts';

interface Rehearsed {
  readonly pipeline: string;
  readonly source: DatabaseLocation;
  readonly target: DatabaseLocation;
  readonly project: Project;
}

/** A rehearsal for people. */
export function rehearsalText(rehearsal: Rehearsal, rehearsed: Rehearsed): string {
  const { tables, rejects } = rehearsal;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const rejected = rejects.rows === 0 ? 'none rejected' : `${grouped(rejects.rows)} rejected`;
  const what = `${counted(rows, 'row')} in ${counted(tables.length, 'table')}, ${rejected}`;
  return [
    `rehearsal of ${rehearsed.pipeline}: ${what}; nothing of it is kept`,
    aligned(
      tables.map((table) => [
        table.name,
        counted(table.rows, 'row'),
        counted(table.parts, 'part'),
        fileSize(table.bytes),
        ...(table.rejected === 0 ? [] : [`${grouped(table.rejected)} rejected`]),
      ]),
    ),
    ...rejectLines(rejects),
    ...diskLines(rehearsal, rehearsed),
    ...downtimeLines(rehearsal),
  ].join('\n');
}

/** More reasons than that are for programs. */
const mostReasons = 20;

function rejectLines({ rows, listed, reasons }: RehearsedRejects): readonly string[] {
  if (rows === 0) return [];
  const which = listed < rows ? `, of the first ${grouped(listed)} of ${counted(rows, 'row')}` : '';
  const more = reasons.length > mostReasons ? [`  … and ${counted(reasons.length - mostReasons, 'reason')} more`] : [];
  return [`rejected, by reason${which}`, ...reasons.slice(0, mostReasons).flatMap(reasonLines), ...more];
}

function reasonLines({ table, column, message, rows, examples }: RejectReason): readonly string[] {
  const where = column === null ? table : `${table}.${column}`;
  return [`  ${where}: ${message}: ${counted(rows, 'row')}`, ...examples.map((each) => `    ${exampleText(each)}`)];
}

const longestExample = 120;

function exampleText({ row, key, value }: RejectExample): string {
  const keys = Object.entries(key).map(([column, each]) => `${column} ${JSON.stringify(each)}`);
  const text = JSON.stringify(value);
  const shown = text.length > longestExample ? `${text.slice(0, longestExample)}…` : text;
  return `row ${grouped(row)}${keys.length > 0 ? ` (${keys.join(', ')})` : ''}: ${shown}`;
}

function diskLines({ disk }: Rehearsal, { source, target, project }: Rehearsed): readonly string[] {
  const { extract, database, databasePerSource } = disk;
  const estimate = `estimated: ${databasePerSource} times ${source.label}`;
  const total = fileSize(disk.extractBytes + disk.databaseBytes);
  return [
    `disk: about ${total}${disk.isEnough ? '' : ', which is MORE THAN THERE IS'}`,
    aligned([
      ['extract', fileSize(disk.extractBytes), 'measured', freeText(extract, project)],
      [target.label, fileSize(disk.databaseBytes), estimate, database === null ? '' : freeText(database, project)],
    ]),
    ...(disk.isOneDisk ? ['  both on the same disk'] : []),
  ];
}

function freeText({ folder, freeBytes }: Rehearsal['disk']['extract'], project: Project): string {
  return `free at ${shownFolder(project, folder)}: ${fileSize(freeBytes)}`;
}

function downtimeLines({ downtime }: Rehearsal): readonly string[] {
  return [
    `downtime: about ${duration(downtime.totalMs)}`,
    aligned([
      ['extract', duration(downtime.extractMs), 'measured'],
      ['load', duration(downtime.loadMs), `estimated: ${downtime.loadPerExtract} times the extract`],
    ]),
  ];
}
