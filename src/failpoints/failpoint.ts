/** What a failpoint does: ends the process, with or without its last words; lets the step fail; waits; or only notes the step. */
export type Action =
  | { readonly kind: 'exit' | 'kill' | 'throw' | SystemError }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'log'; readonly file: string };

export type SystemError = 'ENOSPC' | 'EIO';

/** How the failure of a step looks to whoever does it. */
export type AsError = (code: SystemError) => Error;

/** One armed failpoint. */
export interface Failpoint {
  /** Of the step; `*`: of any. */
  readonly step: string;
  readonly moment: 'before' | 'after';
  /** At which pass, from 1; null: at every one. */
  readonly nth: number | null;
  readonly action: Action;
}

const syntax = /^([a-z-]+(?:\.[a-z-]+)+|\*)(?:#([1-9]\d*))?(:after)?=(\w+)(?::(.+))?$/;

/**
 * What `NTOM_FAILPOINTS` says: `NAME=ACTION`, several of them with `;` between. `NAME#2` is the second pass in a thread, `NAME:after`
 * the moment when the step is done. Actions: `exit`, `kill`, `throw`, `ENOSPC`, `EIO`, `delay:MS`, `log:FILE`.
 *
 * @throws {TypeError} It is for tests: what is not understood is a mistake in a test.
 */
export function parseFailpoints(text: string): readonly Failpoint[] {
  return text.split(';').map((each) => {
    const [, step = '', nth, after, kind = '', value = ''] = syntax.exec(each) ?? [];
    const action = actionOf(kind, value);
    if (action === null) throw new TypeError(`NTOM_FAILPOINTS: ${JSON.stringify(each)} is no failpoint`);
    return {
      step,
      moment: after === undefined ? 'before' : 'after',
      nth: nth === undefined ? null : Number(nth),
      action,
    };
  });
}

function actionOf(kind: string, value: string): Action | null {
  switch (kind) {
    case 'exit':
    case 'kill':
    case 'throw':
    case 'ENOSPC':
    case 'EIO':
      return value === '' ? { kind } : null;
    case 'delay':
      return /^\d+$/.test(value) ? { kind, ms: Number(value) } : null;
    case 'log':
      return value === '' ? null : { kind, file: value };
    default:
      return null;
  }
}
