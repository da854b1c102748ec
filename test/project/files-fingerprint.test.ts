import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesFingerprint } from '../../src/project/files-fingerprint.ts';
import { temporaryProject } from './temporary-project.ts';

const files = {
  'pipelines/1to2.ts': `import v1 from '../schemas/v1.ts';\nimport { slug } from "./slug.js";\nexport default [v1, slug];`,
  'pipelines/slug.ts': `export * from './deep';\nexport const slug = 1;`,
  'pipelines/deep/index.ts': `export { slug as other } from '../slug.ts';`,
  'schemas/v1.ts': `import { z } from 'zod';\nexport default z;`,
  'schemas/v2.ts': `export default 2;`,
};

const of = (folder: string): string => filesFingerprint(folder, 'pipelines/1to2.ts');

test('it follows from the files, wherever the project is', () => {
  expect(of(temporaryProject(files))).toBe(of(temporaryProject(files)));
});

test.each(['pipelines/1to2.ts', 'pipelines/slug.ts', 'pipelines/deep/index.ts', 'schemas/v1.ts'])(
  'it changes with %s, or without it',
  (file) => {
    const folder = temporaryProject(files);
    const before = of(folder);
    writeFileSync(join(folder, file), `${files[file as keyof typeof files]} `);
    const changed = of(folder);
    rmSync(join(folder, file));
    expect(new Set([before, changed, of(folder)]).size).toBe(3);
  },
);

test('a file that nothing imports is no part of it', () => {
  const folder = temporaryProject(files);
  const before = of(folder);
  writeFileSync(join(folder, 'schemas/v2.ts'), '');
  expect(of(folder)).toBe(before);
});
