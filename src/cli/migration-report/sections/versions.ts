import { fileSize } from '../../report/numbers.ts';
import { dataTable } from '../data-table.ts';
import type { ReportFacts } from '../facts.ts';
import type { Section } from './section.ts';

export function versionsSection({ tool, node, from, to, extract, runs, databases }: ReportFacts): Section {
  const source = extract?.manifest.source;
  const run = extract?.manifest.run ?? null;
  const sealed = extract?.manifest.sealed ?? [];
  const rows = [
    ['Application', `schema ${from.version} to schema ${to.version}`],
    ...(source === undefined
      ? []
      : [
          ['Source', `${source.engine} ${source.version}`],
          ['Snapshot', source.snapshot],
        ]),
    ...(run === null ? [] : [['Extract made by', `${run.tool}, ${run.startedAt} to ${run.finishedAt}`]]),
    ...sealed.map(({ at, tool: by, files }) => ['Extract edited and sealed', `${at}, ${by}: ${files.join(', ')}`]),
    ...runs.map(({ command, subject, tool: by, node: on, startedAt }) => [
      `${command} ${subject}`,
      `${by}, Node.js ${on}, ${startedAt}`,
    ]),
    ...databases.map(({ label, bytes, record }) => [
      label,
      `${bytes === null ? 'size not known' : fileSize(bytes)}${record === null ? '' : `, since ${record.loadedAt}`}`,
    ]),
    ['This report', `${tool}, Node.js ${node}`],
  ];
  return {
    id: 'versions',
    title: 'Versions',
    body: [dataTable({ caption: 'What was used', head: ['What', 'Version'], rows })],
  };
}
