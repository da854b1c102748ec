const currentTime = /^\s*(?:current_timestamp|now|localtimestamp|localtime)\s*(?:\(\s*\d?\s*\))?\s*$/i;

/** In brackets MySQL takes it for an expression like any other, and shows it as one. */
export function isCurrentTime(expression: string): boolean {
  return currentTime.test(expression);
}
