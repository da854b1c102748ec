import { finding } from '../../../finding.ts';
import type { PulledNote } from '../../pulled.ts';

/** Of which table and column a note is. */
export interface NotePlace {
  readonly table: string | null;
  readonly column?: string;
}

/** Takes down what there is to say, in the order in which it is met. */
export class PullNotes {
  readonly list: PulledNote[] = [];

  /** Something that a schema cannot say. */
  leftOut({ table, column }: NotePlace, what: string, reason: string): void {
    this.list.push({ table, column: column ?? null, finding: finding('PULL_NOT_EXPRESSED', { what, reason }) });
  }

  /** A column whose data decided. */
  differs(table: string, column: string, details: { declared: string; seen: string; taken: string }): void {
    const where = `${table}.${column}`;
    this.list.push({ table, column, finding: finding('PULL_DATA_DIFFERS', { where, ...details }) });
  }
}
