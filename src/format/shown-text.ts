const shownCharacters = 40;

/** A text for a message: quoted, control characters escaped, shortened. */
export function shownText(text: string): string {
  const [shown, rest] = [text.slice(0, shownCharacters), text.length - shownCharacters];
  return rest > 0 ? `${JSON.stringify(shown)}… (${rest} more)` : JSON.stringify(text);
}
