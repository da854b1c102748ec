/** Columns that a text without line feeds takes in a font of equal widths, as editors and prettier count them. */
export function textWidth(text: string): number {
  return [...text.replace(wide, '  ').replace(unseen, '')].length;
}

const unseen = /[\p{M}\p{Cc}\p{Cf}]/gu;
const wide =
  /\p{Emoji_Presentation}|[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/gu;
