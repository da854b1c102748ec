import { finding, type Finding } from '../../finding.ts';
import { findTodos } from '../find-todos.ts';
import type { SourceFiles } from './source-files.ts';

/** What is still to be written in a pipeline and its files: in a `.map`, too, which does not run before there are rows. */
export function checkTodos(files: readonly string[], sources: SourceFiles): readonly Finding[] {
  return files.flatMap((file) =>
    findTodos(sources.text(file)).map(({ line, note }) =>
      finding('PIPELINE_TODO', { where: null, note }, { file, line }),
    ),
  );
}
