import { fileSize, grouped } from '../../report/numbers.ts';
import { code, dataTable } from '../data-table.ts';
import type { DatabaseFacts, ExtractFacts, ReportFacts } from '../facts.ts';
import { markup, type Html } from '../html.ts';
import { proofOf } from '../outcome.ts';
import { notKnown, type Section } from './section.ts';

export function proofsSection(facts: ReportFacts): Section {
  const { extract, databases, from, to } = facts;
  const schemas = [from, to].filter((schema, index, all) => all.indexOf(schema) === index);
  const rows = [
    ...schemas.map(({ version, fingerprint }) => [
      `Fingerprint of schema ${version}`,
      code(fingerprint),
      'the schema file',
    ]),
    ...(extract === null ? [] : extractRows(extract, facts)),
    ...databases.flatMap((database) => databaseRows(database, facts)),
  ];
  const checks = dataTable({ caption: 'Checks', head: ['What', 'Value', 'Result'], rows });
  return {
    id: 'proofs',
    title: 'Checks and proofs',
    body: [proofHtml(facts), checks, ...(extract === null ? [] : tableHashes(extract))],
  };
}

function proofHtml(facts: ReportFacts): Html {
  switch (proofOf(facts)) {
    case 'verify':
      return markup`<p>
        ntom verify read every row of the new database back, and found it equal to the extract: the same counts and the
        same hashes.
      </p>`;
    case 'load':
      return markup`<p>
        The load compared the new database with the extract before it gave it its name. The record does not say whether
        by whole rows or by counts: <code>ntom verify ${facts.step.to}</code> compares every row.
      </p>`;
    default:
      return notKnown(
        `No run is known that compared the new database with the extract: ntom verify ${facts.step.to} does.`,
      );
  }
}

function extractRows(
  { manifest, sha256, folder }: ExtractFacts,
  { from, to }: ReportFacts,
): readonly (readonly (Html | string)[])[] {
  return [
    [`sha256 of ${folder}/manifest.json`, code(sha256), 'signs all that the extract is'],
    ['contentId of the extract', code(manifest.contentId), 'equal data have an equal one'],
    [
      'Read with the fingerprint',
      code(manifest.source.fingerprint),
      sameness(manifest.source.fingerprint === from.fingerprint, `schema ${from.version}`),
    ],
    [
      'Written for the fingerprint',
      code(manifest.target.fingerprint),
      sameness(manifest.target.fingerprint === to.fingerprint, `schema ${to.version}`),
    ],
  ];
}

function databaseRows(
  { label, version, record }: DatabaseFacts,
  { extract, from, to }: ReportFacts,
): readonly (readonly (Html | string)[])[] {
  if (record === null) return [[`${label}`, '', 'not made by ntom: it says nothing of itself']];
  const declared = version === to.version ? to : from;
  const fingerprint = [
    `Fingerprint in ${label}`,
    code(record.fingerprint),
    sameness(record.fingerprint === declared.fingerprint, `schema ${version}`),
  ];
  if (record.contentId === null) return [fingerprint, [`contentId in ${label}`, '', 'created empty']];
  const isTarget = version === to.version && extract !== null;
  const result = isTarget
    ? sameness(record.contentId === extract.manifest.contentId, 'the extract')
    : 'as it was loaded';
  return [fingerprint, [`contentId in ${label}`, code(record.contentId), result]];
}

function sameness(isSame: boolean, as: string): Html {
  return isSame ? markup`<span class="good">same as ${as}</span>` : markup`<span class="bad">NOT that of ${as}</span>`;
}

function tableHashes({ manifest }: ExtractFacts): readonly Html[] {
  const tables = manifest.tables.map(({ name, rows, rowHash }) => [name, grouped(rows), code(rowHash)]);
  const parts = manifest.tables.flatMap(({ parts: each }) =>
    each.map(({ path, rows, bytes, sha256 }) => [path, grouped(rows), fileSize(bytes), code(sha256)]),
  );
  return [
    dataTable({
      caption: 'Row hashes, the same in the extract and in the database',
      head: ['Table', 'Rows', 'Row hash'],
      rows: tables,
      figures: [1],
    }),
    markup`<details>
      <summary>sha256 of each part</summary>
      ${dataTable({ caption: 'Parts', head: ['File', 'Rows', 'Size', 'sha256'], rows: parts, figures: [1, 2] })}
    </details>`,
  ];
}
