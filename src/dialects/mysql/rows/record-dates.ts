import { daysOf } from '../../../schema/days-of.ts';
import type { Value } from '../../../schema/definition.ts';
import type { RecordOut } from '../../row-sink.ts';
import type { RecordField } from './record-fields.ts';
import type { RowBytes } from './row-bytes.ts';

const [quote, dash, space, colon, point] = [0x22, 0x2d, 0x20, 0x3a, 0x2e];
/** Of a second's fraction. */
const mostDigits = 6;
const mostMicroseconds = 999_999;
const powersOfTen = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000];

/** A day of the calendar: it has 4 bytes. */
export function dateField(row: RowBytes, out: RecordOut): Value | undefined {
  return row.byte() === 4 && putDay(row, out, quote) ? null : undefined;
}

/**
 * With `precision` digits of the fraction, where it has no more of them; 4, 7 or 11 bytes, without the zeros behind. `decimals`:
 * digits that the server says it has; more than six: it does not say.
 */
export function datetimeField(precision: number, decimals: number): RecordField {
  const unit = powersOfTen[mostDigits - Math.min(precision, decimals)] ?? 1;
  const writtenUnit = powersOfTen[mostDigits - precision] ?? 1;
  const behindSeconds = precision === 0 ? quote : point;
  return (row, out) => {
    const length = row.byte();
    if (length !== 4 && length !== 7 && length !== 11) return undefined;
    if (!putDay(row, out, space)) return undefined;
    if (!(length === 4 ? putMidnight(out, behindSeconds) : putTime(row, out, behindSeconds))) return undefined;
    const microseconds = length === 11 ? row.unsigned32() : 0;
    if (microseconds % unit !== 0 || microseconds > mostMicroseconds) return undefined;
    if (precision > 0) {
      out.padded(microseconds / writtenUnit, precision);
      out.byte(quote);
    }
    return null;
  };
}

/** With a quote before it, and `after` behind it; false: it is none. */
function putDay(row: RowBytes, out: RecordOut, after: number): boolean {
  const year = row.unsigned16();
  const month = row.byte();
  const day = row.byte();
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
  if (day > 28 && day > daysOf(year, month)) return false;
  out.byte(quote);
  out.padded(year, 4);
  out.byte(dash);
  out.twoDigits(month, dash);
  out.twoDigits(day, after);
  return true;
}

function putTime(row: RowBytes, out: RecordOut, after: number): boolean {
  const hours = row.byte();
  const minutes = row.byte();
  const seconds = row.byte();
  if (hours > 23 || minutes > 59 || seconds > 59) return false;
  out.twoDigits(hours, colon);
  out.twoDigits(minutes, colon);
  out.twoDigits(seconds, after);
  return true;
}

function putMidnight(out: RecordOut, after: number): boolean {
  out.text('00:00:00');
  out.byte(after);
  return true;
}
