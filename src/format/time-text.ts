import { daysOf } from '../schema/days-of.ts';

const datePattern = /^\d{4}-\d{2}-\d{2}$/;
/** A day that every month of every year has. */
const safeDateText = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])`;
const safeDatePattern = new RegExp(`^${safeDateText}$`);
const zeros = /^0*$/;
const zeroTime = /^-00:00:00(?:\.0*)?$/;

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  if (safeDatePattern.test(text)) return true;
  if (!datePattern.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
}

/** Recognises canonical times, up to three digits of hours and a sign: `[-]HH:MM:SS[.f]`. */
export function isTime(precision: number): (text: string) => boolean {
  const pattern = new RegExp(`^-?(?:\\d{2}|[1-9]\\d{2}):[0-5]\\d:[0-5]\\d${fractionPattern(precision)}$`);
  return (text) => pattern.test(text) && !zeroTime.test(text);
}

/** Recognises canonical datetimes: `YYYY-MM-DD HH:MM:SS[.f]`. */
export function isDatetime(precision: number): (text: string) => boolean {
  const timeText = String.raw` (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d${fractionPattern(precision)}`;
  const [safePattern, timePattern] = [new RegExp(`^${safeDateText}${timeText}$`), new RegExp(`^${timeText}$`)];
  return (text) => safePattern.test(text) || (isDate(text.slice(0, 10)) && timePattern.test(text.slice(10)));
}

/** A validated time or datetime with exactly `precision` digits of a second's fraction; null: it has more that are not zero. */
export function canonicalFraction(text: string, precision: number): string | null {
  const point = text.indexOf('.');
  const digits = point === -1 ? 0 : text.length - point - 1;
  if (digits === precision && !text.startsWith('-')) return text;
  const [whole, fraction] = point === -1 ? [text, ''] : [text.slice(0, point), text.slice(point + 1)];
  if (!zeros.test(fraction.slice(precision))) return null;
  const fitted = precision === 0 ? whole : `${whole}.${fraction.slice(0, precision).padEnd(precision, '0')}`;
  return zeroTime.test(fitted) ? fitted.slice(1) : fitted;
}

function fractionPattern(precision: number): string {
  return precision === 0 ? '' : `\\.\\d{${precision}}`;
}
