import { markup, type Html } from '../html.ts';

export interface Section {
  /** The anchor: letters and hyphens. */
  readonly id: string;
  readonly title: string;
  readonly body: readonly Html[];
}

export function sectionHtml({ id, title, body }: Section): Html {
  return markup`<section id="${id}" aria-labelledby="${id}-heading">
    <h2 id="${id}-heading">${title}</h2>
    ${body.map((part) => markup`${part} `)}
  </section> `;
}

/** Said where nothing is known. */
export function notKnown(sentence: string): Html {
  return markup`<p class="note">${sentence}</p>`;
}
