import type { Bench, Case, Line, Work } from '../work.ts';

type WorksOf = (bench: Bench, wanted: ReadonlySet<string>) => Promise<readonly Work[]>;

/** A case without a server: nothing is left to be done later, and nothing has to be ended. */
export function sqliteCase(lines: readonly Line[], worksOf: WorksOf): Case {
  const nothing = (): Promise<void> => Promise.resolve();
  return {
    lines,
    open: async (bench, wanted) => ({
      works: await worksOf(bench, wanted),
      settle: nothing,
      [Symbol.asyncDispose]: nothing,
    }),
  };
}
