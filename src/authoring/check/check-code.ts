import { finding, type Finding } from '../../finding.ts';
import { changingCode } from './changing-code.ts';
import type { SourceFiles } from './source-files.ts';

/** What in the TypeScript of a pipeline and its files gives something else each time. */
export function checkCode(files: readonly string[], sources: SourceFiles): readonly Finding[] {
  return files.flatMap((file) =>
    changingCode(sources.code(file)).map(({ what, line }) =>
      finding('PIPELINE_CODE_CHANGING', { expression: what }, { file, line }),
    ),
  );
}
