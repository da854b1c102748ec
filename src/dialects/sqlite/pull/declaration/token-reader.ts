import { isSymbol, isWord, tokensOf, type Token } from './tokens.ts';

/** Something that is not what the grammar asks for. */
export class NotUnderstood extends Error {}

/** Reads the tokens of a text one after the other. */
export class TokenReader {
  readonly #sql: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(sql: string) {
    this.#sql = sql;
    this.#tokens = tokensOf(sql);
  }

  get atEnd(): boolean {
    return this.#next >= this.#tokens.length;
  }

  /** Without taking it. */
  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#next + ahead];
  }

  isWord(...words: readonly string[]): boolean {
    return isWord(this.peek(), ...words);
  }

  isSymbol(symbol: string): boolean {
    return isSymbol(this.peek(), symbol);
  }

  take(): Token {
    const token = this.peek();
    if (token === undefined) throw new NotUnderstood('it ends too early');
    this.#next += 1;
    return token;
  }

  /** Takes these keywords if they are what comes next. */
  takeWords(...words: readonly string[]): boolean {
    if (!words.every((word, index) => isWord(this.peek(index), word))) return false;
    this.#next += words.length;
    return true;
  }

  takeSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false;
    this.#next += 1;
    return true;
  }

  expectWord(word: string): void {
    if (!this.takeWords(word)) throw this.notUnderstood();
  }

  expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) throw this.notUnderstood();
  }

  /** A name, quoted in whatever way. */
  name(): string {
    const token = this.take();
    if (token.kind === 'word' || token.kind === 'name' || token.kind === 'text') return token.value;
    throw new NotUnderstood(`${token.raw} is no name`);
  }

  /** The text between the parenthesis that comes next and its partner. */
  inParentheses(): string {
    this.expectSymbol('(');
    const first = this.#next;
    for (let depth = 1; depth > 0;) {
      const token = this.take();
      if (isSymbol(token, '(')) depth += 1;
      if (isSymbol(token, ')')) depth -= 1;
    }
    return textBetween(this.#sql, this.#tokens.slice(first, this.#next - 1));
  }

  /** Everything that is left, as it is written. */
  rest(): string {
    const start = this.peek()?.start ?? this.#sql.length;
    this.#next = this.#tokens.length;
    return this.#sql.slice(start);
  }

  notUnderstood(): NotUnderstood {
    const token = this.peek();
    return new NotUnderstood(token === undefined ? 'it ends too early' : `${token.raw} is not understood there`);
  }
}

/** Tokens as they are written, a space in place of every comment: one that goes on to the end of its line would hide what is written behind. */
function textBetween(sql: string, tokens: readonly Token[]): string {
  return tokens
    .map((token, index) => {
      const before = tokens[index - 1];
      if (before === undefined || before.end === token.start) return token.raw;
      return (token.comment === null ? sql.slice(before.end, token.start) : ' ') + token.raw;
    })
    .join('');
}

/** SQL text without its comments. */
export function withoutComments(sql: string): string {
  return textBetween(sql, tokensOf(sql));
}
