/** A place that cannot be read, for messages: whatever could be a password is left out. */
export function shownPlace(place: string): string {
  return place.replace(/^.*@/s, '…@');
}
