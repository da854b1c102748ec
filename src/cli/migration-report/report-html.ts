import { createHash } from 'node:crypto';
import type { ReportFacts } from './facts.ts';
import { markup, Html } from './html.ts';
import { outcomeOf } from './outcome.ts';
import { lineageSection } from './sections/lineage.ts';
import { proofsSection } from './sections/proofs.ts';
import { rejectedSection } from './sections/rejected.ts';
import { repeatSection } from './sections/repeat.ts';
import { rowsSection } from './sections/rows.ts';
import { schemaSection } from './sections/schema.ts';
import { sectionHtml, type Section } from './sections/section.ts';
import { timeSection } from './sections/time.ts';
import { unknownSection } from './sections/unknown.ts';
import { versionsSection } from './sections/versions.ts';
import { stepWords } from './step-words.ts';
import { style } from './style.ts';
import { totalsOf, totalText } from './totals.ts';

/** A report as one page that needs nothing else: no network, no script, no file beside it. */
export function reportHtml(facts: ReportFacts): string {
  const sections = [
    rowsSection(facts),
    rejectedSection(facts),
    schemaSection(facts),
    lineageSection(facts),
    timeSection(facts),
    proofsSection(facts),
    versionsSection(facts),
    repeatSection(facts),
    unknownSection(facts),
  ];
  const title = `${facts.app}: ${stepWords(facts)}`;
  return String(
    markup`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${policy}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="referrer" content="no-referrer" />
          <title>${title}</title>
          <style>${new Html(style)}</style>
        </head>
        <body>
          <a class="skip" href="#rows">To the report</a>
          ${head(facts, title, sections)}
          <main>${sections.map(sectionHtml)}</main>
        </body>
      </html> `,
  );
}

/** Nothing but this very style: no script, no image, no connection, no form, no other base. */
const styleHash = createHash('sha256').update(style).digest('base64');
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;

function head(facts: ReportFacts, title: string, sections: readonly Section[]): Html {
  const { is, sentence } = outcomeOf(facts);
  const totals = totalsOf(facts).map(
    (total) =>
      markup`<div>
        <dt>${total.name}</dt>
        <dd>${totalText(total)}</dd>
      </div> `,
  );
  const links = sections.map(({ id, title: name }) => markup`<li><a href="#${id}">${name}</a></li> `);
  return markup`<header>
    <h1>${title}</h1>
    <p class="made">Report of ${facts.tool}, ${facts.madeAt}</p>
    <p class="outcome ${is}">${sentence}</p>
    ${totals.length === 0 ? null : markup`<dl class="totals">${totals}</dl>`}
    <nav aria-label="Sections">
      <ul>
        ${links}
      </ul>
    </nav>
  </header>`;
}
