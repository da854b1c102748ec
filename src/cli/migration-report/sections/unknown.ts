import type { ReportFacts } from '../facts.ts';
import { markup } from '../html.ts';
import type { Section } from './section.ts';

export function unknownSection({ unknown }: ReportFacts): Section {
  const body =
    unknown.length === 0
      ? markup`<p>Nothing that the report is about.</p>`
      : markup`<ul>
          ${unknown.map((sentence) => markup`<li>${sentence}.</li> `)}
        </ul>`;
  return { id: 'unknown', title: 'What is not known', body: [body] };
}
