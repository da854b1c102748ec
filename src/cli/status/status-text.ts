import { aligned } from '../report/columns.ts';
import { counted, fileSize } from '../report/numbers.ts';
import type { ApplicationStatus } from './application.ts';
import type { DatabaseStatus } from './databases.ts';
import type { ExtractStatus } from './extracts.ts';
import type { LeftoverStatus } from './leftovers.ts';
import type { ProjectStatus } from './project-status.ts';
import type { Match, SchemaStatus } from './schemas.ts';

/** A status for people. */
export function statusText(status: ProjectStatus): string {
  const { app, place, application, databases, extracts, schemas, pipelines, leftovers, next } = status;
  return [
    `${app} at ${place}`,
    ...(application === null ? [] : [applicationText(application)]),
    ...section('databases', databases.map(databaseCells)),
    ...section('extracts', extracts.map(extractCells)),
    ...section('schemas', schemas.map(schemaCells)),
    ...section('pipelines', pipelines.length === 0 ? [] : [[pipelines.join(', ')]]),
    ...(leftovers.length === 0 ? [] : section('leftovers', leftovers.map(leftoverCells))),
    next.why,
  ].join('\n');
}

function section(title: string, lines: readonly (readonly string[])[]): readonly string[] {
  return lines.length === 0 ? [`${title}: none`] : [title, aligned(lines)];
}

function applicationText({ release, schema, hasDatabase }: ApplicationStatus): string {
  const database = `a database of schema ${schema}`;
  return `application ${release}, which needs ${database}: ${hasDatabase ? 'it is there' : 'there is NONE'}`;
}

function databaseCells(database: DatabaseStatus): readonly string[] {
  const { label, bytes, record, version, match, stale, problem } = database;
  const size = bytes === null ? '-' : fileSize(bytes);
  if (problem !== null) return [label, size, problem];
  if (record === null) return [label, size, `schema ${version} by its name`, 'not made by ntom'];
  const schema = record.schema === version ? matchText[match] : `holds schema ${record.schema}, not ${version}`;
  return [
    label,
    size,
    ...loadedCells(database, record.contentId),
    schema,
    `${record.contentId === null ? 'created' : 'loaded'} ${shortTime(record.loadedAt)}`,
    ...(stale === null ? [] : [`NOT up to date: ${stale}`]),
  ];
}

/** Rows that were loaded, and from what. */
function loadedCells({ rowsLoaded, extract }: DatabaseStatus, contentId: string | null): readonly string[] {
  if (contentId === null) return ['created empty', '-'];
  const id = `contentId ${contentId.slice(0, 12)}`;
  const rows = rowsLoaded === null ? 'rows not known' : `${counted(rowsLoaded, 'row')} loaded`;
  return [rows, extract === null ? `from an extract that is not here, ${id}` : `from ${extract}, ${id}`];
}

/** To the minute. */
function shortTime(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}

function extractCells({
  folder,
  from,
  rows,
  contentId,
  sealedAt,
  stale,
  match,
  problem,
}: ExtractStatus): readonly string[] {
  if (problem !== null) return [folder, `not complete: ${problem}`];
  const origin = `from schema ${from ?? '?'}`;
  const seal = sealedAt === null ? [] : [`edited, sealed ${sealedAt}`];
  const content = `contentId ${contentId?.slice(0, 12) ?? ''}`;
  const age = stale === null ? [] : [`NOT up to date: ${stale}`];
  return [folder, counted(rows ?? 0, 'row'), matchText[match], content, origin, ...seal, ...age];
}

function leftoverCells({ what, is, holder, next }: LeftoverStatus): readonly string[] {
  return [what, is, holder === null ? `${next} takes care of it` : `in the hands of ${holder}`];
}

function schemaCells({ version, fingerprint, releasedAt, problem }: SchemaStatus): readonly string[] {
  // With a problem it may be that the releases cannot be read.
  const unreleased = problem === null ? 'not released' : '-';
  const release = releasedAt === null ? unreleased : `released ${releasedAt}`;
  return [`v${version}`, release, problem ?? `fingerprint ${fingerprint?.slice(0, 12) ?? ''}`];
}

const matchText: Readonly<Record<Match, string>> = {
  same: 'fingerprint right',
  different: 'fingerprint WRONG',
  unknown: 'no schema to compare with',
};
