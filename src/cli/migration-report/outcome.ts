import type { RunRecord } from '../records/run-record.ts';
import { runOf, type ReportFacts } from './facts.ts';

export interface Outcome {
  /** `good`: loaded and proved; `bad`: something is wrong; `open`: not yet there. */
  readonly is: 'good' | 'bad' | 'open';
  readonly sentence: string;
}

/** What became of a step, in one sentence that claims no more than is known. */
export function outcomeOf(facts: ReportFacts): Outcome {
  const { extract, databases, step, to } = facts;
  const failed = lastFailure(facts);
  if (failed !== null) return failed;
  const record = databases.find(({ version }) => version === step.to)?.record ?? null;
  if (record === null) {
    const is = extract === null ? 'Nothing was extracted yet.' : 'Extracted, and not loaded here.';
    return { is: 'open', sentence: is };
  }
  if (record.schema !== to.version || record.fingerprint !== to.fingerprint)
    return { is: 'bad', sentence: 'The new database has another schema than the schema file says.' };
  if (extract === null) return { is: 'open', sentence: 'The new database is there; its extract is not at hand.' };
  if (record.contentId !== extract.manifest.contentId)
    return { is: 'bad', sentence: 'The new database was loaded from another extract than the one at hand.' };
  return provenOutcome(facts);
}

/** Of the last run of the step. */
function lastFailure({ runs }: ReportFacts): Outcome | null {
  const last = runs.toSorted((a, b) => (a.finishedAt < b.finishedAt ? 1 : -1)).at(0);
  if (last === undefined || last.outcome === 'done') return null;
  return { is: 'bad', sentence: `The last run, ${last.command} ${last.subject}, ended with ${last.outcome}.` };
}

function provenOutcome(facts: ReportFacts): Outcome {
  switch (proofOf(facts)) {
    case 'verify':
      return { is: 'good', sentence: 'Loaded, and every row was read back and is equal to the extract.' };
    case 'load':
      return { is: 'good', sentence: 'Loaded, and compared with the extract when it was loaded.' };
    default:
      return { is: 'open', sentence: 'Loaded from this extract. There is no record that it was compared with it.' };
  }
}

/**
 * The run that compared the new database with the extract; null: none is known. `verify` compares every row; of a load the record
 * does not say whether it compared rows or counts.
 */
export function proofOf(facts: ReportFacts): 'verify' | 'load' | null {
  const loadedAt = facts.databases.find(({ version }) => version === facts.step.to)?.record?.loadedAt;
  if (loadedAt === undefined) return null;
  const [verify, load] = [runOf(facts, 'verify'), runOf(facts, 'load')];
  if (verify?.outcome === 'done' && Date.parse(verify.startedAt) >= Date.parse(loadedAt)) return 'verify';
  const isOfDatabase = load !== undefined && isWithin(loadedAt, load);
  return isOfDatabase && load.outcome === 'done' && load.phases.some(({ phase }) => phase === 'verify') ? 'load' : null;
}

/** Whether a run loaded what says that it was loaded then. A server may keep whole seconds. */
function isWithin(loadedAt: string, { startedAt, finishedAt }: RunRecord): boolean {
  const at = Date.parse(loadedAt);
  return at >= Date.parse(startedAt) - 1000 && at <= Date.parse(finishedAt) + 1000;
}
