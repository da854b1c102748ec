import type { ByteCursor } from '../../../schema/compile.ts';

/** Where in the bytes of CSV records reading goes on. */
export interface CsvCursor extends ByteCursor {
  bytes: Uint8Array;
  /** Where the record begins. */
  start: number;
}

export const quote = 0x22;
export const comma = 0x2c;
export const lineFeed = 0x0a;
