import type { NtomError } from '../errors.ts';
import { finding, findingOf, type Finding } from '../finding.ts';
import { placeOfError } from '../project/module-error.ts';
import { lineOfKey } from './check/source-lines.ts';

export interface PipelineText {
  /** The project's folder. */
  readonly directory: string;
  /** From it. */
  readonly file: string;
  readonly text: string;
}

/** What `collectProblems` found, each at the line of the table or drop that it names, else where it was thrown. */
export function problemFindings(problems: readonly NtomError[], pipeline: PipelineText): readonly Finding[] {
  return problems.map((problem) => problemFinding(problem, pipeline));
}

function problemFinding(problem: NtomError, { directory, file, text }: PipelineText): Finding {
  const { code, details } = problem;
  const thrown = placeIn(placeOfError(problem, directory)) ?? { file, line: null };
  if (code === 'PIPELINE_TODO') return finding(code, { where: null, note: String(details['note']) }, thrown);
  const key = details['drop'] ?? details['table'];
  const line = typeof key === 'string' ? lineOfKey(text, key) : null;
  return findingOf(problem, line === null ? thrown : { file, line });
}

/** `place`: `pipelines/2to3.ts:12:5`. */
export function placeIn(place: string | null): { readonly file: string; readonly line: number } | null {
  const [, file, line] = /^(.+?):(\d+)(?::\d+)?$/.exec(place ?? '') ?? [];
  return file === undefined ? null : { file, line: Number(line) };
}
