import { whatText, whereText } from '../../diff/diff-groups.ts';
import { schemaFigure } from '../figures/schema-figure.ts';
import { schemaGraph } from '../figures/schema-graph.ts';
import { code, dataTable } from '../data-table.ts';
import type { ReportFacts } from '../facts.ts';
import { markup } from '../html.ts';
import { notKnown, type Section } from './section.ts';

export function schemaSection(facts: ReportFacts): Section {
  const { differences, from, to } = facts;
  const title = `Tables and references of schema ${from.version} and schema ${to.version}`;
  const rows = differences.map((difference) => [
    whereText(difference.table, (name) => name),
    whatText(difference, (name) => name),
    difference.before === null ? '' : code(difference.before),
    difference.after === null ? '' : code(difference.after),
    difference.class,
  ]);
  const head = ['Where', 'What', 'Before', 'After', 'Asks'];
  const table =
    rows.length === 0 ? notKnown('The schemas do not differ.') : dataTable({ caption: 'Every difference', head, rows });
  const legend = markup`<p class="note">
    An arrow leads from a table to the one it refers to. <span class="added">+ new</span>,
    <span class="removed">− gone</span>, <span class="changed">~ changed</span>; what is new has a heavy line, what is
    gone a dashed one.
  </p>`;
  return {
    id: 'schema',
    title: 'What changes in the schema',
    body: [legend, schemaFigure(schemaGraph(facts), title), table],
  };
}
