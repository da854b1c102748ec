import type { NtomEvent, OnEvent } from '../../events.ts';

export interface RehearsedTable {
  readonly name: string;
  /** Rows that were written. */
  readonly rows: number;
  readonly parts: number;
  /** Of the parts, as they are stored. */
  readonly bytes: number;
  /** Rows that were not. */
  readonly rejected: number;
}

/** Listens to an extract. Files of rejected rows are not told on: they will be gone. */
export class RehearsedTables {
  readonly #finished: Extract<NtomEvent, { type: 'table-finished' }>[] = [];
  readonly #rejected: Extract<NtomEvent, { type: 'rejected' }>[] = [];
  readonly #tell: OnEvent;

  constructor(tell: OnEvent) {
    this.#tell = tell;
  }

  readonly onEvent: OnEvent = (event) => {
    if (event.type === 'table-finished') this.#finished.push(event);
    if (event.type === 'rejected') this.#rejected.push(event);
    else this.#tell(event);
  };

  get list(): readonly RehearsedTable[] {
    const rejected = new Map(this.#rejected.map(({ table, rows }) => [table, rows]));
    return this.#finished.map(({ table, rows, parts, bytes }) => {
      return { name: table, rows, parts, bytes, rejected: rejected.get(table) ?? 0 };
    });
  }

  /** Absolute paths. There may be no file where rows were counted only. */
  get rejectsFiles(): readonly string[] {
    return this.#rejected.map(({ file }) => file);
  }
}
