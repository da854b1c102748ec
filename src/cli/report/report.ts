import type { NtomError } from '../../errors.ts';
import type { OnEvent } from '../../events.ts';
import type { Given } from './next-command.ts';

/** What a command has to say at its end: `data` for programs, `text` for people. */
export interface CommandResult {
  readonly command: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Without a last line feed. */
  readonly text: string;
  /** Whether the text is what was asked for, and not only news that it is done: then `--quiet` prints it too. */
  readonly isAnswer: boolean;
  /** The command that people run next; null: none. */
  readonly next: string | null;
}

/** How a run is told to whoever started it. */
export interface Report {
  /** What the command line named, once it is known: the next command names it too. */
  given: Given;
  /** How many phases the command has, for the time that is left. */
  phases: number;
  readonly onEvent: OnEvent;
  /** A step of a longer command is done. */
  step(result: CommandResult): void;
  /** The command is done. Last. */
  done(result: CommandResult): void;
  failed(error: NtomError): void;
  /** Something that ntom does not throw on purpose. */
  crashed(thrown: unknown): void;
  /** Nothing more follows. */
  close(): void;
}
