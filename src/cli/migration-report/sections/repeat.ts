import { commandsToRepeat } from '../commands.ts';
import { code, dataTable } from '../data-table.ts';
import type { ReportFacts } from '../facts.ts';
import { markup } from '../html.ts';
import type { Section } from './section.ts';

export function repeatSection(facts: ReportFacts): Section {
  const rows = commandsToRepeat(facts).map(({ line, does }) => [code(line), does]);
  const note = markup`<p class="note">
    A database that is there already is replaced by <code>ntom load ${facts.step.to} --replace</code> alone.
  </p>`;
  return {
    id: 'repeat',
    title: 'Do it again',
    body: [dataTable({ caption: 'Commands, in order', head: ['Command', 'Does'], rows }), note],
  };
}
