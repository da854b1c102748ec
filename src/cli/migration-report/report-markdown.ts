import { printable } from '../../errors/printable.ts';
import { grouped } from '../report/numbers.ts';
import { runOf, type ReportFacts } from './facts.ts';
import { outcomeOf } from './outcome.ts';
import { shownReasons } from './rejected.ts';
import { stepWords } from './step-words.ts';
import { totalsOf, totalText } from './totals.ts';

/** The short form of a report, for a pull request or a ticket. Without a last line feed. */
export function reportMarkdown(facts: ReportFacts): string {
  return [
    `### ${plain(facts.app)}: ${stepWords(facts)}`,
    `${plain(outcomeOf(facts).sentence)}\n`,
    ...table(
      ['', ''],
      totalsOf(facts).map((total) => [total.name, totalText(total)]),
    ),
    ...accountLines(facts),
    ...refusedLines(facts),
    ...proofLines(facts),
    ...(facts.unknown.length === 0 ? [] : ['Not known:\n', ...facts.unknown.map((each) => `- ${plain(each)}`)]),
  ].join('\n');
}

function accountLines({ extract }: ReportFacts): readonly string[] {
  const rows = (extract?.manifest.accounting ?? []).map(({ table: name, rows: read, written, dropped }) => [
    plain(name),
    grouped(read),
    written.map((into) => plain(into.table)).join(', '),
    dropped
      .filter(({ rows: count }) => count > 0)
      .map(({ rows: count, reason }) => `${grouped(count)}: ${plain(reason)}`)
      .join('; '),
  ]);
  return table(['old table', 'rows', 'written to', 'dropped'], rows);
}

function refusedLines(facts: ReportFacts): readonly string[] {
  const rows = (['extract', 'rehearse'] as const).flatMap((command) => {
    const run = runOf(facts, command);
    return run === undefined
      ? []
      : shownReasons(run, facts).map((each) => [
          command,
          plain(each.table),
          plain(each.column ?? 'the row'),
          plain(each.message),
          grouped(each.rows),
        ]);
  });
  return table(['refused by', 'table', 'column', 'why', 'rows'], rows);
}

function proofLines({ extract, from, to }: ReportFacts): readonly string[] {
  const fingerprints = [
    ...new Map([from, to].map(({ version, fingerprint }) => [`fingerprint of schema ${version}`, fingerprint])),
  ];
  const hashes =
    extract === null
      ? []
      : [
          ['contentId', extract.manifest.contentId],
          ['sha256 of the manifest', extract.sha256],
        ];
  return table(
    ['proof', ''],
    [...hashes, ...fingerprints].map(([name = '', value = '']) => [name, `\`${value}\``]),
  );
}

/** Nothing if it has no rows. With an empty line behind it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  return [...[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`), ''];
}

/** A text that Markdown shows as it is: no mark, link, mention or HTML comes of it, and no cell or line ends. */
function plain(text: string): string {
  const line = printable(text.toWellFormed()).replaceAll(/\s+/g, ' ').trim();
  const escaped = line.replaceAll(/[\\`*_{}[\]<>()+!|~&-]/g, String.raw`\$&`);
  // A word joiner is not seen, and keeps a page from making a link of an address, a name or a number.
  return escaped.replaceAll(/[@#]|:(?=\/\/)|www(?=\.)/gi, '$&\u2060');
}
