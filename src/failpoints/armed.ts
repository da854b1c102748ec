import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { getSystemErrorMap } from 'node:util';
import { parseFailpoints, type Action, type AsError, type Failpoint, type SystemError } from './failpoint.ts';

/** A step at its beginning or its end. */
interface Pass {
  readonly name: string;
  readonly moment: Failpoint['moment'];
  readonly asError: AsError | undefined;
}

export interface Armed {
  /** Does what is armed here; a delay stops the thread. */
  act(pass: Pass): void;
  /** The same; a delay lets others go on. */
  wait(pass: Pass): Promise<void>;
}

/** Of `exit`. No command of ours ends so. */
const exitCode = 70;

/** The failpoints that are armed in this thread; null: none. */
export function armedBy(text: string | undefined): Armed | null {
  if (text === undefined || text === '') return null;
  const due = dueIn(parseFailpoints(text));
  return {
    act(pass) {
      for (const action of due(pass)) {
        if (action.kind === 'delay') stop(action.ms);
        else perform(action, pass);
      }
    },
    async wait(pass) {
      for (const action of due(pass)) {
        if (action.kind === 'delay') await sleep(action.ms);
        else perform(action, pass);
      }
    },
  };
}

/** Counts the passes of each failpoint. */
function dueIn(failpoints: readonly Failpoint[]): (pass: Pass) => readonly Action[] {
  const passes = failpoints.map(() => 0);
  return ({ name, moment }) =>
    failpoints.flatMap((failpoint, index) => {
      if (failpoint.moment !== moment || (failpoint.step !== '*' && failpoint.step !== name)) return [];
      const nth = (passes[index] ?? 0) + 1;
      passes[index] = nth;
      return failpoint.nth === null || failpoint.nth === nth ? [failpoint.action] : [];
    });
}

function perform(action: Exclude<Action, { kind: 'delay' }>, { name, asError }: Pass): void {
  switch (action.kind) {
    case 'exit':
      process.exit(exitCode);
    case 'kill':
      process.kill(process.pid, 'SIGKILL');
      return;
    case 'throw':
      throw new Error(`failpoint ${name}`);
    case 'ENOSPC':
    case 'EIO':
      throw (asError ?? systemError)(action.kind);
    case 'log':
      appendFileSync(action.file, `${name}\n`, { mode: 0o600 });
  }
}

/** As Node.js tells what the system refused. */
function systemError(code: SystemError): Error {
  const [errno, [, text]] = [...getSystemErrorMap()].find(([, [name]]) => name === code) ?? [0, [code, code]];
  return Object.assign(new Error(`${code}: ${text}, failpoint`), { code, errno, syscall: 'failpoint' });
}

function stop(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
