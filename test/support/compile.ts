import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the compiler says of one file. */
export interface CompilerError {
  /** From the folder, with `/`. */
  readonly file: string;
  readonly line: number;
  /** With the lines that explain it. */
  readonly message: string;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Type checks every file of a project that is not installed anywhere, as strictly as this repository. */
export function compile(folder: string): readonly CompilerError[] {
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      paths: { ntom: [join(root, 'src/index.ts')], zod: [join(root, 'node_modules/zod')] },
      typeRoots: [join(root, 'node_modules/@types')],
    },
    include: [folder],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  const tsc = join(root, 'node_modules/.bin/tsc');
  const { stdout, stderr, status } = spawnSync(tsc, ['-p', folder, '--pretty', 'false'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const errors = errorsIn(stdout);
  if (status !== 0 && errors.length === 0) throw new Error(`tsc failed: ${stdout}${stderr}`);
  return errors;
}

function errorsIn(output: string): readonly CompilerError[] {
  return output.split(/\n(?=\S)/).flatMap((block) => {
    const [, file, line, message] = /^(.+?)\((\d+),\d+\): error (TS.*)$/s.exec(block.trimEnd()) ?? [];
    return file === undefined || message === undefined ? [] : [{ file, line: Number(line), message }];
  });
}
