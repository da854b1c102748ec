import { failure, NtomError, type StateLine } from '../../errors.ts';
import { placeOf } from '../place.ts';
import { counted } from '../report/numbers.ts';
import type { CommandResult } from '../report/report.ts';
import type { Session } from '../session.ts';
import { planPrune } from './plan-prune.ts';
import type { Prunable, PrunePlan, PruneRule } from './prunable.ts';
import { planText, prunedText, sizeText } from './prune-text.ts';

export interface PruneRequest extends PruneRule {
  readonly dryRun: boolean;
  /** Whether yes was said already. */
  readonly yes: boolean;
  /** Whether nobody reads what is asked. */
  readonly json?: boolean;
}

/** Removes what the rule lets go, once somebody said yes. */
export async function runPrune(session: Session, request: PruneRequest): Promise<CommandResult> {
  const place = await placeOf(session, undefined);
  const plan = await planPrune(place, request);
  const again = `ntom prune${request.loaded ? ' --loaded' : ''}`;
  if (plan.remove.length === 0) return result(plan, [], ['nothing to remove', planText(plan)].join('\n'), null);
  if (request.dryRun) return result(plan, [], planText(plan), `${again} --yes`);
  if (!request.yes && !(await isConfirmed(session, plan, { ...request, again })))
    return result(plan, [], 'nothing was removed', null);
  await removeAll(session, plan.remove, again);
  return result(plan, plan.remove, prunedText(plan.remove), null);
}

async function isConfirmed(
  { context, report, signal }: Session,
  plan: PrunePlan,
  { json = false, again }: Pick<PruneRequest, 'json'> & { readonly again: string },
): Promise<boolean> {
  const { remove } = plan;
  report.step(result(plan, [], planText(plan), null));
  const question = `remove ${counted(remove.length, 'thing')}, ${sizeText(remove)}? They cannot be had back. [y/N] `;
  const answer = json ? null : await context.ask(question, signal);
  if (answer !== null) return /^y(?:es)?$/i.test(answer.trim());
  throw failure('PRUNE_UNCONFIRMED', { count: remove.length }).withAftermath({
    state: remove.map(({ what }) => ({ what, is: 'unchanged' })),
    next: `${again} --yes`,
  });
}

async function removeAll(session: Session, things: readonly Prunable[], again: string): Promise<void> {
  const removed: string[] = [];
  for (const thing of things) {
    try {
      session.signal.throwIfAborted();
      await thing.remove('prune');
    } catch (error) {
      if (!(error instanceof NtomError)) throw error;
      throw error.withAftermath({ state: stateOf(things, removed, thing), next: again });
    }
    removed.push(thing.what);
  }
}

function stateOf(things: readonly Prunable[], removed: readonly string[], stopped: Prunable): readonly StateLine[] {
  return things.map(({ what }) => {
    const rest = what === stopped.what ? 'not removed, or a leftover' : 'unchanged';
    return { what, is: removed.includes(what) ? 'removed' : rest };
  });
}

function result(
  { remove, keep }: PrunePlan,
  removed: readonly Prunable[],
  text: string,
  next: string | null,
): CommandResult {
  const shown = ({ kind, version, what, bytes, is }: Prunable) => ({ kind, version, what, bytes, is });
  const data = { prunable: remove.map(shown), removed: removed.map(({ what }) => what), keep };
  return { command: 'prune', data, text, isAnswer: true, next };
}
