/**
 * The time of a load, with its full comparison, against the extract before it. The steps of the worked application took 0.5 to
 * 1.2 times as long, on a file and on a server: this is on the careful side.
 */
const loadPerExtract = 1.5;

/** How long writes would have to rest. */
export interface ExpectedDowntime {
  /** Measured. */
  readonly extractMs: number;
  /** Estimated: `loadPerExtract` times the extract. */
  readonly loadMs: number;
  readonly loadPerExtract: number;
  readonly totalMs: number;
}

export function expectedDowntime(extractMs: number): ExpectedDowntime {
  const loadMs = Math.round(extractMs * loadPerExtract);
  return { extractMs, loadMs, loadPerExtract, totalMs: extractMs + loadMs };
}
