/** '12 alpha street, beta' into its two parts: what the pipeline `mapped` and the script do to every row. */
export function splitAddress(address: string): { street: string; town: string } {
  const comma = address.lastIndexOf(', ');
  return { street: address.slice(0, comma), town: address.slice(comma + 2) };
}
