/** What differs between messages that say the same of different rows: quoted text, and words with a digit in them. */
const variable = /("(?:[^"\\]|\\.)*"|'.'|(?<=\bbytes )[\da-f]+…?|-?[\w.]*\d[\w.]*(?:(?<=e)[+-]\d+)?…?)/iu;

/** Messages that differ in such places only. Where all of them agree, the text stays: `at most 40`. */
export class MessageShape {
  #pieces: readonly string[];

  constructor(message: string) {
    this.#pieces = message.split(variable);
  }

  /** Equal for messages that have one shape. */
  static keyOf(message: string): string {
    return message
      .split(variable)
      .filter((_, index) => index % 2 === 0)
      .join('\u0000');
  }

  /** A message with `…` for whatever may be of the row. */
  static withoutValues(message: string): string {
    return message
      .split(variable)
      .map((piece, index) => (index % 2 === 0 ? piece : '…'))
      .join('');
  }

  /** Takes in a message with the same key. */
  add(message: string): void {
    const pieces = message.split(variable);
    this.#pieces = this.#pieces.map((piece, index) => (piece === pieces[index] ? piece : '…'));
  }

  /** The message with `…` where rows differ. */
  toString(): string {
    return this.#pieces.join('');
  }
}
