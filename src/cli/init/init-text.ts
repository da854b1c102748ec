import { namesText } from '../../authoring/init/config-text.ts';
import type { Candidate } from '../../authoring/init/find-databases.ts';
import type { Init } from '../../authoring/init/run-init.ts';
import { stringText } from '../../schema/source-text/string-text.ts';
import { aligned } from '../report/columns.ts';
import type { NextCommand } from './next-commands.ts';

/** For people: what was written, what to know, and the commands to run next. */
export function initText(init: Init, next: readonly NextCommand[]): string {
  const files = init.files.map(({ path, isThere }) => [path, isThere ? 'added to' : 'new']);
  return [
    `${init.app} is a project now; its databases are at ${init.place}`,
    aligned([...init.folders.map((folder) => [`${folder}/`, 'new']), ...files]),
    ...databaseLines(init),
    ...adviceLines(init),
    'next:',
    aligned(next.map(({ command, does }) => [command, does])),
  ].join('\n');
}

function databaseLines({ database, others }: Init): readonly string[] {
  if (database === null) return others.length === 0 ? [] : choiceLines(others);
  const where = database.where === null ? '' : ` (${database.where})`;
  return [
    `${database.label}${where} is the database of schema 1: it is read, and never written`,
    ...others.map(({ label }) => `${label} is a database too, and not used`),
  ];
}

function choiceLines(others: readonly Candidate[]): readonly string[] {
  return [
    'it cannot be told which database is the one of schema 1; say so in ntom.config.ts, by one of these:',
    aligned(others.map(({ label, place, name }) => [label, `database: ${stringText(place)}, ${namesText(name)}`])),
  ];
}

function adviceLines({ adoption, tsconfigNeeds, install }: Init): readonly string[] {
  const needs = tsconfigNeeds.length === 0 ? [] : [tsconfigLine(tsconfigNeeds)];
  return [
    ...(adoption.advice === null ? [] : [adoption.advice]),
    ...needs,
    ...(install === null ? [] : [`ntom is not installed here: ${install}`]),
  ];
}

function tsconfigLine(needs: readonly string[]): string {
  return `tsconfig.json does not take schemas and pipelines: it needs ${needs.join('; ')} (docs/adopting.md has another way)`;
}
