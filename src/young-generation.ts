import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Of each of the two halves of a young generation, in MB: more made nothing faster. */
const halfMb = 8;
const boundBytes = 2 * halfMb * 1024 * 1024;

/**
 * From now on the young generation of the main thread does not grow beyond 16 MB, and that of a thread that is started later
 * begins with as many. Only while V8 marks the old generation it lets the young one take more. V8 lets it grow with time and not with
 * need, up to 64 MB, and takes a bound for a thread only when that is made: the main one is stopped where it stands. For the whole
 * process: a library does not do that.
 */
export function boundYoungGeneration(): void {
  setFlagsFromString(`--min-semi-space-size=${halfMb}`);
  new PerformanceObserver(letGrow).observe({ entryTypes: ['gc'] });
}

/** It may have shrunk while there was little to do. */
function letGrow(): void {
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  const isFull = (young?.space_size ?? 0) >= boundBytes;
  setFlagsFromString(`--semi-space-growth-factor=${isFull ? 1 : 2}`);
}
