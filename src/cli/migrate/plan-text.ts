import type { FreeSpace } from '../../extract/rehearse/expected-disk.ts';
import type { Project } from '../../project/project.ts';
import { shownFolder } from '../extract-folder.ts';
import { aligned } from '../report/columns.ts';
import { counted, duration, fileSize } from '../report/numbers.ts';
import type { ExpectedTime } from './known-run.ts';
import type { MigrationPlan, PlannedStep, PlannedTable } from './plan-migration.ts';

/** A plan for people. */
export function planText(plan: MigrationPlan, project: Project): string {
  const { from, to, steps } = plan;
  const names = steps.map(({ pipeline }) => pipeline).join(', ');
  return [
    `plan: from schema ${from} to ${to} by ${names}: ${whyText(plan)}`,
    ...steps.flatMap(stepLines),
    ...diskLines(plan, project),
    ...timeLines(plan),
  ].join('\n');
}

function whyText({ steps, otherWay }: MigrationPlan): string {
  if (otherWay === null) return 'the only way there is';
  const names = otherWay.join(', ');
  return otherWay.length > steps.length
    ? `the fewest pipelines; the next way would be ${names}`
    : `of the ways with the fewest pipelines the one with the highest versions; another is ${names}`;
}

function stepLines({ pipeline, source, target, tables, isCounted }: PlannedStep): readonly string[] {
  const when = isCounted ? '' : `, when ${source} is there`;
  return [`${pipeline}: ${source} to ${target}${when}`, aligned(tables.map(tableCells))];
}

function tableCells({ name, rows, bytes, isOfLastRun }: PlannedTable): readonly string[] {
  const size = bytes === null ? '' : `about ${fileSize(bytes)}`;
  const many = rows === null ? 'rows not known yet' : counted(rows, 'row');
  return [name, many, size, isOfLastRun ? 'as in the last run' : ''];
}

function diskLines({ disk, steps }: MigrationPlan, project: Project): readonly string[] {
  const total = fileSize(disk.extractBytes + disk.databaseBytes);
  const isGuessed = steps.some((step) => step.isExtractGuessed);
  const extracts = isGuessed ? 'estimated: as large as what is read' : 'as in the last run';
  return [
    `disk: about ${total}${disk.isEnough ? '' : ', which is MORE THAN THERE IS'}`,
    aligned([
      ['extracts', fileSize(disk.extractBytes), extracts, freeText(disk.extract, project)],
      [
        'databases',
        fileSize(disk.databaseBytes),
        'estimated: twice what is read',
        disk.database === null ? 'free on the server: not known' : freeText(disk.database, project),
      ],
    ]),
    ...(disk.isOneDisk ? ['  both on the same disk'] : []),
  ];
}

function freeText({ folder, freeBytes }: FreeSpace, project: Project): string {
  return `free at ${shownFolder(project, folder)}: ${fileSize(freeBytes)}`;
}

function timeLines({ steps, totalMs }: MigrationPlan): readonly string[] {
  const total = totalMs === null ? 'not known' : `about ${duration(totalMs)}`;
  return [`time: ${total}`, aligned(steps.map((step) => [step.pipeline, ...timeCells(step)]))];
}

function timeCells({ pipeline, source, isCounted, time }: PlannedStep): readonly string[] {
  if (time !== null) return [duration(time.extractMs + time.loadMs), measuredText(time)];
  return ['not known', isCounted ? `ntom rehearse ${pipeline}` : `before ${source} is there`];
}

function measuredText({ measured, loadPerExtract }: ExpectedTime): string {
  const { command, subject, finishedAt, rows } = measured;
  const run = `${command} ${subject} of ${finishedAt.slice(0, 16).replace('T', ' ')} UTC, ${counted(rows, 'row')}`;
  return loadPerExtract === null
    ? `as ${run}, and its load`
    : `as ${run}; load estimated: ${loadPerExtract} times that`;
}
