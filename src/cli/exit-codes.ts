import type { ErrorExit } from '../errors/catalog.ts';

/** How a command ends. Scripts rely on the numbers: they never change. */
export const exitCodes = {
  done: { code: 0, meaning: 'Everything that was asked for is done.' },
  findings: {
    code: 1,
    meaning: 'Something is not right: rejected rows, a verification that differs, findings of check.',
  },
  failed: { code: 2, meaning: 'The command failed; the message says in what state everything is.' },
  usage: { code: 64, meaning: 'The command line is wrong; nothing was done.' },
  interrupted: {
    code: 130,
    meaning: 'Ctrl-C or a termination signal ended the run; nothing half-made has a final name.',
  },
} as const satisfies Record<ErrorExit, { code: number; meaning: string }>;
