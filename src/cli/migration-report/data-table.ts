import { markup, type Html } from './html.ts';

interface DataTable {
  readonly caption: string;
  readonly head: readonly string[];
  /** The first cell of each is what the row is of. */
  readonly rows: readonly (readonly (Html | string)[])[];
  /** Columns of figures, by their index. */
  readonly figures?: readonly number[];
}

/** A table with a caption. What is wider than the page scrolls in a box of its own, by the keyboard too. */
export function dataTable({ caption, head, rows, figures = [] }: DataTable): Html {
  const kind = (index: number): string => (figures.includes(index) ? 'figure' : 'text');
  const heads = head.map((name, index) => markup`<th scope="col" class="${kind(index)}">${name}</th>`);
  const lines = rows.map(([first = '', ...others]) => {
    const cells = others.map((cell, index) => markup`<td class="${kind(index + 1)}">${cell}</td>`);
    return markup`<tr>
      <th scope="row">${first}</th>
      ${cells}
    </tr> `;
  });
  return markup`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${heads}
        </tr>
      </thead>
      <tbody>
        ${lines}
      </tbody>
    </table>
  </div>`;
}

/** A value that people copy. */
export function code(text: string): Html {
  return markup`<code>${text}</code>`;
}
