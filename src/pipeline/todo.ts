import { failure } from '../errors.ts';
import { refuse } from './problems.ts';

/** What is still to be written. It fits nowhere in a pipeline, so the compiler refuses it and shows the note. */
export class Todo<Note extends string> {
  /** For the compiler only. */
  declare readonly '~todo': Note;
}

/**
 * Stands for what is still to be written: a value of `copy`, a column of `.map`, the entry of a table, a reason of `drops`.
 * Neither the compiler nor `extract` takes a pipeline with it.
 *
 * @param note What belongs there.
 * @throws {NtomError} `PIPELINE_TODO`.
 */
export function todo<const Note extends string>(note: Note): Todo<Note> {
  refuse(failure('PIPELINE_TODO', { where: null, note }));
  return new Todo();
}
