import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { discardFile } from '../../failpoints/discard-file.ts';
import { failure, NtomError } from '../../errors.ts';
import { readFailed } from '../../format/io-failure.ts';
import { partialName } from '../../format/partial-name.ts';
import { writeNewFile } from '../../format/write-new-file.ts';
import { isSchema } from '../../project/is-definition.ts';
import { loadModule } from '../../project/load-module.ts';
import type { Project } from '../../project/project.ts';
import type { SchemaDefinition } from '../../schema/definition.ts';
import { diffSchemas } from '../../schema/diff/diff-schemas.ts';

/**
 * Writes `schemas/vM.ts`: the file of schema N with another number, which is proved to be the same schema otherwise.
 *
 * @throws {NtomError} `SCHEMA_NOT_COPIED`, `READ_FAILED`, `WRITE_FAILED`: nothing is left. And those of `project.schema` for N.
 */
export async function copySchema(project: Project, from: number, to: number): Promise<void> {
  const source = await project.schema(from);
  const refusal = (reason: string): NtomError => failure('SCHEMA_NOT_COPIED', { from, to, reason });
  const text = renumbered(schemaText(project, from), from, to);
  if (text === null) throw refusal(`schemas/v${from}.ts does not say schema(${from}, …) exactly once`);
  const otherwise = await whyOther(project, text, source, to);
  if (otherwise !== null) throw refusal(otherwise);
  const file = `schemas/v${to}.ts`;
  if (!(await writeNewFile(join(project.directory, file), text))) throw refusal(`${file} is there by now`);
}

/** Loads a text in the folder of schemas, under a name of its own. null: it is the same schema but for its number. */
async function whyOther(
  { directory }: Project,
  text: string,
  source: SchemaDefinition,
  version: number,
): Promise<string | null> {
  const partial = `${partialName(join(directory, 'schemas', `v${version}`))}.ts`;
  try {
    await writeNewFile(partial, text);
    const expected = `schema(${version}, { … })`;
    const copy = await loadModule(partial, directory, { expected, accepts: isSchema });
    if (copy.version !== version) return `the copy is schema ${copy.version}`;
    return diffSchemas(source, copy).length > 0 ? 'the copy differs in more than the number' : null;
  } catch (thrown) {
    if (!(thrown instanceof NtomError) || thrown.code === 'WRITE_FAILED') throw thrown;
    return thrown.message;
  } finally {
    discardFile('schema-copy.remove-trial', partial);
  }
}

function schemaText(project: Project, version: number): string {
  const path = join(project.directory, 'schemas', `v${version}.ts`);
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    throw readFailed(path, thrown);
  }
}

/** null: not in exactly one place that is no comment. */
function renumbered(text: string, from: number, to: number): string | null {
  const calls = [...text.matchAll(new RegExp(`\\bschema\\(\\s*(?=${from}\\b)`, 'g'))].filter(({ index }) => {
    return !/^\s*(\/\/|\/?\*)|\/\//.test(text.slice(text.lastIndexOf('\n', index) + 1, index));
  });
  const [call] = calls;
  if (call === undefined || calls.length > 1) return null;
  const start = call.index + call[0].length;
  return text.slice(0, start) + String(to) + text.slice(start + String(from).length);
}
