import { printable } from '../../errors/printable.ts';

/** HTML that is good as it stands. Made by `markup` alone, so that no text gets into a page without being escaped. */
export class Html {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

type Content = Html | string | number | readonly Content[] | null;

/** HTML of a template: every value in it is escaped unless it is HTML itself; lists are joined, null is nothing. */
export function markup(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(strings.reduce((text, piece, index) => `${text}${contentText(values[index - 1] ?? null)}${piece}`));
}

function contentText(content: Content): string {
  if (content === null) return '';
  if (content instanceof Html) return content.toString();
  if (typeof content === 'string') return escaped(content);
  return typeof content === 'number' ? String(content) : content.map(contentText).join('');
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as HTML shows it, in content and in quoted attributes. What would change what people see is written as `\u202e`. */
export function escaped(text: string): string {
  return printable(text.toWellFormed()).replaceAll(/[&<>"']/g, (character) => references[character] ?? '');
}
