/** Rows that wait to be taken take up about so much before the server is held back. */
const mostWaitingBytes = 256 * 1024;

/** Whoever sends rows, and can be held back. */
interface Sender {
  pause(): void;
  resume(): void;
}

/** Counts rows that were received and not yet taken: few, since the sender is held back while there are enough of them. */
export class RowQueue {
  readonly #sender: Sender;
  #rows = 0;
  #bytes = 0;
  #isReceiving = false;
  #isPaused = false;
  #isEnded = false;
  #error: Error | null = null;
  #wake: (() => void) | null = null;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /** One row more. `bytes`: how many it took up on the way. */
  add(bytes: number): void {
    this.#rows += 1;
    this.#bytes += bytes;
    if (this.#isReceiving) return;
    // Rows come many at a time: the rest of them first.
    this.#isReceiving = true;
    queueMicrotask(() => this.#received());
  }

  end(): void {
    this.#isEnded = true;
    this.#wake?.();
  }

  fail(error: Error): void {
    this.#error ??= error;
    this.#wake?.();
  }

  get hasFailed(): boolean {
    return this.#error !== null;
  }

  /** How many rows wait, or else come next; null: there are no more. */
  async take(): Promise<number | null> {
    while (this.#rows === 0 && this.#error === null && !this.#isEnded)
      await new Promise<void>((resolve) => (this.#wake = resolve));
    if (this.#error !== null) throw this.#error;
    const rows = this.#rows;
    this.#rows = 0;
    this.#bytes = 0;
    if (this.#isPaused) this.#sender.resume();
    this.#isPaused = false;
    return rows === 0 ? null : rows;
  }

  #received(): void {
    this.#isReceiving = false;
    this.#wake?.();
    if (this.#bytes < mostWaitingBytes || this.#isPaused || this.#isEnded) return;
    this.#isPaused = true;
    this.#sender.pause();
  }
}
