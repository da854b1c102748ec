import { markup, type Html } from '../html.ts';

export interface Figure {
  /** Unique on the page: letters, digits, hyphens. */
  readonly id: string;
  readonly title: string;
  /** What there is to see, for those who do not see it. */
  readonly description: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  readonly content: readonly Html[];
}

/** A drawing with its text alternative. What is wider than the page scrolls in a box of its own, by the keyboard too. */
export function figure({ id, title, description, width, height, content }: Figure): Html {
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  return markup`<div class="scroll" role="region" aria-label="${title}" tabindex="0">
    <svg role="img" aria-labelledby="${id}-title ${id}-desc" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}">
      <title id="${id}-title">${title}</title>
      <desc id="${id}-desc">${description}</desc>
      ${content}
    </svg>
  </div>`;
}

/** Of text of 13 pixels, at most; in pixels. */
export function textWidth(text: string): number {
  // East Asian characters take a whole square.
  return [...text].reduce((width, character) => width + ((character.codePointAt(0) ?? 0) > 0x2e80 ? 14 : 7.8), 0);
}

/** A text that takes at most so many characters. */
export function fitting(text: string, characters: number): string {
  const all = [...text];
  return all.length <= characters ? text : `${all.slice(0, characters - 1).join('')}…`;
}
