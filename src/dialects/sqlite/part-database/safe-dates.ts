const zero = 0x30;
const [dash, space, colon, point] = [0x2d, 0x20, 0x3a, 0x2e];

/** Whether bytes are a date with a day that every month of every year has: most are. Others may be dates as well. */
export function isSafeDate(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from === 10 && isSafeDay(bytes, from);
}

/** Likewise `YYYY-MM-DD HH:MM:SS[.f]`, with `precision` digits of the fraction. */
export function isSafeDatetime(bytes: Uint8Array, from: number, to: number, precision: number): boolean {
  const end = from + 19 + (precision === 0 ? 0 : 1 + precision);
  if (to !== end || !isSafeDay(bytes, from) || bytes[from + 10] !== space) return false;
  if (bytes[from + 13] !== colon || bytes[from + 16] !== colon) return false;
  if (!isTwoDigits(bytes, from + 11, 23) || !isTwoDigits(bytes, from + 14, 59)) return false;
  if (!isTwoDigits(bytes, from + 17, 59)) return false;
  if (precision > 0 && bytes[from + 19] !== point) return false;
  for (let at = from + 20; at < end; at += 1) if (digit(bytes, at) > 9) return false;
  return true;
}

function isSafeDay(bytes: Uint8Array, from: number): boolean {
  if (bytes[from + 4] !== dash || bytes[from + 7] !== dash) return false;
  if (!isTwoDigits(bytes, from, 99) || !isTwoDigits(bytes, from + 2, 99)) return false;
  if (!isTwoDigits(bytes, from + 5, 12) || !isTwoDigits(bytes, from + 8, 28)) return false;
  return number(bytes, from + 5) > 0 && number(bytes, from + 8) > 0;
}

function isTwoDigits(bytes: Uint8Array, at: number, most: number): boolean {
  return digit(bytes, at) <= 9 && digit(bytes, at + 1) <= 9 && number(bytes, at) <= most;
}

function number(bytes: Uint8Array, at: number): number {
  return 10 * digit(bytes, at) + digit(bytes, at + 1);
}

/** More than 9: there is none. */
function digit(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) - zero) & 0xff;
}
