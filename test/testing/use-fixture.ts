import { fixture } from '../../src/testing/index.ts';

// A process of its own: prints how many cities a fixture has, or the code of the error.
const [project = '', name = ''] = process.argv.slice(2);
try {
  await using db = await fixture(3, name, { project });
  console.log(String(db.database.prepare('SELECT count(*) FROM city').pluck().get()));
} catch (error) {
  console.log((error as { code: string }).code);
}
