import { open } from 'node:fs/promises';
import { readFailed, systemCode } from '../../format/io-failure.ts';
import { MessageShape } from './message-shape.ts';

/** Rows that were rejected for the same reason. A row with several reasons is counted in each of them. */
export interface RejectReason {
  readonly table: string;
  /** Several, with a comma, for a key; null: the whole row. */
  readonly column: string | null;
  /** With `…` where the messages of the rows differ. */
  readonly message: string;
  readonly rows: number;
  /** The first ones. */
  readonly examples: readonly RejectExample[];
}

export interface RejectExample {
  /** Its number among the rows of the table's query, from 1. */
  readonly row: number;
  readonly key: Readonly<Record<string, unknown>>;
  readonly message: string;
  readonly value: unknown;
}

/** A line of a file of rejected rows. */
interface RejectedLine {
  readonly table: string;
  readonly row: number;
  readonly key: Readonly<Record<string, unknown>>;
  readonly problems: readonly {
    readonly column: string | null;
    readonly message: string;
    readonly value: unknown;
  }[];
}

interface Group {
  readonly table: string;
  readonly column: string | null;
  readonly shape: MessageShape;
  readonly examples: RejectExample[];
  lastRow: number;
  rows: number;
}

const mostExamples = 3;

/** Groups rejected rows by table, column and message. */
export class RejectReasons {
  readonly #groups = new Map<string, Group>();
  #rows = 0;

  /**
   * Reads a file of rejected rows. There is none for a table whose rows were counted only.
   *
   * @throws {NtomError} `READ_FAILED`.
   */
  async read(file: string): Promise<void> {
    try {
      await using lines = await open(file);
      for await (const line of lines.readLines()) this.#add(JSON.parse(line) as RejectedLine);
    } catch (thrown) {
      if (systemCode(thrown) !== 'ENOENT') throw readFailed(file, thrown);
    }
  }

  /** How many rows were read. */
  get rows(): number {
    return this.#rows;
  }

  /** The most frequent first. */
  get list(): readonly RejectReason[] {
    return [...this.#groups.values()]
      .map(({ table, column, shape, rows, examples }) => ({ table, column, message: String(shape), rows, examples }))
      .sort((a, b) => b.rows - a.rows);
  }

  #add({ table, row, key, problems }: RejectedLine): void {
    this.#rows += 1;
    for (const { column, message, value } of problems) {
      const group = this.#group(table, column, message);
      group.shape.add(message);
      if (group.lastRow === row) continue;
      group.lastRow = row;
      group.rows += 1;
      if (group.examples.length < mostExamples) group.examples.push({ row, key, message, value: value ?? null });
    }
  }

  #group(table: string, column: string | null, message: string): Group {
    const name = JSON.stringify([table, column, MessageShape.keyOf(message)]);
    const known = this.#groups.get(name);
    if (known !== undefined) return known;
    const group = { table, column, shape: new MessageShape(message), examples: [], lastRow: 0, rows: 0 };
    this.#groups.set(name, group);
    return group;
  }
}
