/** The events of a run with `--json`. */
export function eventsOf({ out }: { readonly out: string }): Record<string, unknown>[] {
  const lines = out.trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}
