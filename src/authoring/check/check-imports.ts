import { isBuiltin } from 'node:module';
import { finding, type Finding } from '../../finding.ts';
import { pipelineFile, schemaFile } from '../../project/definition-files.ts';
import { parseStep, type Step } from '../../project/migration-path.ts';
import { importsOf, type ImportPlace } from './imports-of.ts';
import type { SourceFiles } from './source-files.ts';

/** A pipeline and the files of the project that it imports, its schemas aside. */
export interface PipelineFiles {
  readonly files: readonly string[];
  readonly findings: readonly Finding[];
}

/** `allowed`: names of packages and of Node's modules. */
export function checkImports(name: string, sources: SourceFiles, allowed: readonly string[]): PipelineFiles {
  const step = parseStep(name);
  if (step === null) throw new TypeError(`${name} is no pipeline`);
  const files = [pipelineFile(name)];
  const findings: Finding[] = [];
  for (const file of files) {
    for (const place of importsOf(sources.text(file), sources.code(file))) {
      const target = targetOf(file, place, sources);
      const what = refusal(place, target, { step, allowed });
      if (what !== null) {
        const specifier = place.specifier ?? 'something';
        findings.push(finding('PIPELINE_IMPORT', { specifier, what }, { file, line: place.line }));
      } else if (target !== null && /\.[cm]?[jt]s$/.test(target) && !isSchema(target) && !files.includes(target)) {
        files.push(target);
      }
    }
  }
  return { files, findings };
}

/** The file of the project, or beside it, that is imported; null: something else, or a file that is not there. */
function targetOf(file: string, { specifier }: ImportPlace, sources: SourceFiles): string | null {
  return specifier !== null && isRelative(specifier) ? sources.imported(file, specifier) : null;
}

interface Permitted {
  readonly step: Step;
  readonly allowed: readonly string[];
}

/** What is imported that may not be; null: it may, or is reported elsewhere because it is not there. */
function refusal({ specifier }: ImportPlace, target: string | null, { step, allowed }: Permitted): string | null {
  if (specifier === null) return 'whose name is computed while it runs';
  if (target !== null) return fileRefusal(target, step);
  if (isRelative(specifier) || ['ntom', 'zod', ...allowed].some((name) => isPartOf(specifier, name))) return null;
  return isBuiltin(specifier) ? 'a module of Node.js' : 'a package';
}

function fileRefusal(target: string, { from, to }: Step): string | null {
  if (target.startsWith('../')) return 'a file outside of the project';
  if (target.startsWith('node_modules/')) return 'a file of a package';
  if (isSchema(target) && target !== schemaFile(from) && target !== schemaFile(to))
    return `which is neither schema ${from} nor schema ${to}`;
  return /^pipelines\/\d+to\d+\.ts$/.test(target) ? 'another pipeline' : null;
}

function isSchema(file: string): boolean {
  return /^schemas\/v\d+\.ts$/.test(file);
}

function isRelative(specifier: string): boolean {
  return /^\.\.?(?:\/|$)/.test(specifier);
}

/** `node:` before a module of Node is left to choice. */
function isPartOf(specifier: string, name: string): boolean {
  const [imported, permitted] = [specifier, name].map((each) => each.replace(/^node:/, ''));
  return imported === permitted || (imported?.startsWith(`${permitted}/`) ?? false);
}
