/** `1, 2, 3`; `none` when there are none. */
export function listed(names: readonly (string | number)[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}
