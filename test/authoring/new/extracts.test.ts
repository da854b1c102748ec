import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { newPipelineText } from '../../../src/authoring/new/new-pipeline-text.ts';
import { schemaText } from '../../../src/authoring/pull/schema-text/schema-text.ts';
import { bool, int, schema, table, text } from '../../../src/index.ts';
import { createDatabase } from '../../../src/load/create-database.ts';
import { openProject } from '../../../src/project/project.ts';
import { temporaryProject } from '../../project/temporary-project.ts';
import { databaseIn, extractTo } from '../../support/cases/phases.ts';
import { engines } from '../../support/engines.ts';

const id = int().primaryKey();
const odd = { id, group: int(), '`': int(), "it's": text(9), 'a\nb': int(), '${c}\\': int(), 日本: int() };
const sum = int().generated('id + 1');
const from = schema(1, {
  order: table({ ...odd, sum }),
  'two words': table({ id, key: int(), sum }),
  copied: table({ id }),
});
const to = schema(2, {
  order: table({ ...odd, sum: int() }),
  'two words': table({ id, key: int(), sum: int(), added: bool().default(true), none: text().nullable() }),
  copied: table({ id, large: int().default(-5) }),
});

const rows = `
  INSERT INTO \`order\` (id, \`group\`, \`\`\`\`, \`it's\`, \`a\nb\`, \`\${c}\\\`, \`日本\`) VALUES (1, 2, 3, 'four', 5, 6, 7);
  INSERT INTO \`two words\` (id, \`key\`) VALUES (1, 2), (2, 3);
  INSERT INTO copied (id) VALUES (1)`;

for (const engine of engines) {
  describe(engine.name, engine.needs, () => {
    test('what is written without a todo loads and extracts, whatever the names', async () => {
      const index = fileURLToPath(new URL('../../../src/index.ts', import.meta.url));
      const here = (file: string): string => file.replace(`from 'ntom'`, `from '${index}'`);
      const folder = temporaryProject({
        'ntom.config.ts': `export default { app: 'app', database: 'sqlite:.' };`,
        'schemas/v1.ts': here(schemaText(from)),
        'schemas/v2.ts': here(schemaText(to)),
        'pipelines/1to2.ts': here(newPipelineText(from, to)),
      });
      const database = await databaseIn(folder, engine, 1);
      await createDatabase({ schema: from, dialect: database.dialect, target: database.location });
      await engine.access.execute(database.location, rows);
      const pipeline = await (await openProject(folder, folder)).pipeline('1to2');
      expect(pipeline.tables.map(({ origin }) => origin.kind)).toEqual(['sql', 'sql', 'table']);
      const { tables } = await extractTo(join(folder, 'extract'), database, pipeline);
      const texts = tables.map(({ parts: [part] }) => readFileSync(join(folder, 'extract', part?.path ?? ''), 'utf8'));
      expect(texts).toEqual([
        '"id","group","`","it\'s","a\nb","${c}\\","日本","sum"\n1,2,3,"four",5,6,7,2\n',
        '"id","key","sum","added","none"\n1,2,2,1,NULL\n2,3,3,1,NULL\n',
        '"id","large"\n1,-5\n',
      ]);
    });
  });
}
