/** As much of a fingerprint as tells two of them apart. */
export function shortFingerprint(fingerprint: string): string {
  return fingerprint.slice(0, 12);
}
