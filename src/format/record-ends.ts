/** Finds where records end, told their text piece by piece. */
export class RecordEnds {
  #insideQuotes = false;

  /**
   * A line feed ends a record where the quotes before it are even in number, doubled ones being two. So the next record
   * begins outside quotes.
   */
  endsIn(text: string): boolean {
    for (let from = 0; ; this.#insideQuotes = !this.#insideQuotes) {
      const next = text.indexOf('"', from);
      const outside = this.#insideQuotes ? '' : text.slice(from, next === -1 ? text.length : next);
      if (outside.includes('\n')) return true;
      if (next === -1) return false;
      from = next + 1;
    }
  }
}
