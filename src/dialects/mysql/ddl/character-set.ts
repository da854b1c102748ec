/** A collation's name begins with that of its character set, but for those of the newest kind, which are for Unicode. */
export function characterSetOf(collation: string): string {
  const [set = ''] = collation.split('_');
  return set.startsWith('uca') ? 'utf8mb4' : set;
}
