import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { newPipelineText } from '../../src/authoring/new/new-pipeline-text.ts';
import { diffText } from '../../src/cli/diff/diff-text.ts';
import { diffSchemas } from '../../src/schema/diff/diff-schemas.ts';
import { casePlaces, schemasOf, versionsOf, type CasePlace } from '../support/cases/case-list.ts';

const cases = casePlaces().filter((place) => {
  const [from, to] = versionsOf(place);
  return from !== to;
});

describe.each(cases)('$name', (place) => {
  test('`ntom diff` prints what is expected', async () => {
    const [from, to] = await schemasOf(place);
    const differences = diffSchemas(from, to);
    const text = diffText({ from: from.version, to: to.version, differences });
    await expect(`${text}\n`).toMatchFileSnapshot(expectedFile(place, 'diff.txt'));
  });

  test('`ntom new` writes what is expected', async () => {
    const [from, to] = await schemasOf(place);
    const text = newPipelineText(from, to).replaceAll("'../schemas/", "'../");
    await expect(text).toMatchFileSnapshot(expectedFile(place, 'new.ts'));
  });
});

function expectedFile({ url }: CasePlace, name: string): string {
  return fileURLToPath(new URL(`expected/${name}`, url));
}
