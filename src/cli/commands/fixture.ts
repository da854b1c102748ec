import { Option, type Command } from 'commander';
import type { Step } from '../../project/migration-path.ts';
import { condition, fixtureName, oneMore, rows, step, version } from '../arguments.ts';
import { examples } from '../examples.ts';
import type { FixtureMigration } from '../fixture-migrate-phase.ts';
import type { FixtureRequest } from '../fixture-phase.ts';
import { fixtureDefaults } from '../option-values.ts';
import type { Session } from '../session.ts';

export function addFixture(program: Command, session: Session): void {
  const fixture = program
    .command('fixture')
    .summary('take some rows of schema N as a fixture for tests')
    .description(
      'Fixtures are extracts with some of the rows, in test/fixtures/vN, for unit tests. `ntom fixture 3` stands for ' +
        '`ntom fixture take 3`.',
    )
    .addHelpText('after', examples(...takeExamples, ...migrateExamples));
  addTake(fixture, session);
  addMigrate(fixture, session);
}

const takeExamples = [
  ['ntom fixture 3 --name small', 'about 200 rows of the database of schema 3, to test/fixtures/v3/small'],
  [`ntom fixture 3 --name french --where "city: country_code = 'FR'"`, 'cities of one country, and their country'],
  [`ntom fixture 3 --name french --where "country: code = 'FR'" --with-children city`, 'a country, and cities of it'],
  ['ntom fixture 3 --name small --in /backup/v3', 'from an extract, without a database'],
  ['ntom fixture 3 --generate 100', 'where there are no data yet: 100 made-up rows of each table'],
] as const;

const migrateExamples = [
  ['ntom fixture migrate 2to3', 'test/fixtures/v3, out of test/fixtures/v2'],
  ['ntom fixture migrate 2to3 --name small', 'one of them'],
] as const;

function addTake(fixture: Command, session: Session): void {
  fixture
    .command('take', { isDefault: true })
    .summary('take some rows of a database of schema N, or of an extract')
    .description(
      'Writes some rows of a database of schema N, or of an extract, to test/fixtures/vN/NAME, as an extract that `ntom load N --in` ' +
        'takes. All rows that they refer to come along, so that every foreign key holds. There are examples of NULL, of each value of ' +
        'an enumeration, of the longest and the shortest texts, of extremes. What the schema marks as personal is masked. The same rows, ' +
        'seed and key give the same files. With --generate, rows are made up that keep every rule of the schema: keys, references, ' +
        'zod, checks. A table has fewer where a key takes no more, and what cannot be met is named.',
    )
    .argument('<version>', 'N, the schema version', version)
    .option('--name <name>', 'the name of the fixture', fixtureName, fixtureDefaults.name)
    .option('--from <url>', "the place of the database (default: the project's, or extracts/vN where it has none)")
    .option('--in <dir>', 'take the rows of an extract of schema N, without a database')
    .option('--rows <count>', 'how many rows, about; those that they refer to come on top', rows, fixtureDefaults.rows)
    .option('--seed <text>', 'another one takes other rows', fixtureDefaults.seed)
    .option(
      '--where <condition>',
      "only such rows, and those that they refer to: 'city: population > 1000'; again for another table",
      condition,
      [],
    )
    .option(
      '--with-children <table>',
      'rows of this table too that refer to taken ones; again for another table',
      oneMore,
      [],
    )
    .addOption(
      new Option('--generate <count>', 'make so many rows of each table up, from the schema alone')
        .argParser(rows)
        .conflicts(['from', 'in', 'rows', 'where', 'withChildren', 'cover', 'mask']),
    )
    .option('--no-cover', 'do not look for examples')
    .option('--no-mask', 'leave personal data as it is: not to be committed, `ntom check` refuses it')
    .addOption(
      new Option('--format <name>', 'how rows are written').choices(['csv', 'jsonl']).default(fixtureDefaults.format),
    )
    .addHelpText('after', examples(...takeExamples))
    .action(async (wanted: number, options: Omit<FixtureRequest, 'version'>) => {
      const { fixturePhase } = await import('../fixture-phase.ts');
      session.report.done(await fixturePhase(session, { version: wanted, ...options }));
    });
}

function addMigrate(fixture: Command, session: Session): void {
  fixture
    .command('migrate')
    .summary('make fixtures of schema M out of those of schema N')
    .description(
      'Runs a pipeline over the fixtures of schema N, and writes what comes of each as a fixture of schema M with the same name. The ' +
        'difference shows what the pipeline does to real rows.',
    )
    .argument('<pipeline>', 'NtoM, as in 2to3', step)
    .option('--name <name>', 'this fixture alone (default: all of schema N)', fixtureName)
    .addHelpText('after', examples(...migrateExamples))
    .action(async (wanted: Step, options: Omit<FixtureMigration, 'step'>) => {
      const { migrateFixtures } = await import('../fixture-migrate-phase.ts');
      session.report.done(await migrateFixtures(session, { step: wanted, ...options }));
    });
}
