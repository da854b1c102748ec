import fc from 'fast-check';
import { format, resolveConfig } from 'prettier';
import { describe, expect, test } from 'vitest';
import { newPipelineText } from '../../../src/authoring/new/new-pipeline-text.ts';
import { anySchemas } from './any-schemas.ts';
import { foundPairs, madePairs } from './schema-pairs.ts';

const pairs = [...madePairs, ...(await foundPairs())];

describe('what is written is as prettier writes it, with the options of this repository', async () => {
  const options = await resolveConfig(new URL('../../../package.json', import.meta.url));

  test.each(pairs)('$name', async ({ from, to }) => {
    const text = newPipelineText(from, to);
    expect(text).toBe(await format(text, { ...options, parser: 'typescript' }));
  });

  test('of any two schemas', async () => {
    await fc.assert(
      fc.asyncProperty(anySchemas, async ([from, to]) => {
        const text = newPipelineText(from, to);
        expect(text).toBe(await format(text, { ...options, parser: 'typescript' }));
      }),
      { numRuns: 50 },
    );
  });
});
