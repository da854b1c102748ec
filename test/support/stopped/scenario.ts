import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Ended } from './run-built.ts';
import { runBuilt } from './run-built.ts';
import type { Place } from './places.ts';

/** A command that is stopped at every step. */
export interface Scenario {
  readonly name: string;
  /** What is done before. */
  readonly before: readonly Preparation[];
  /** Where a run of the same command was killed before; null: there was none. */
  readonly leftBy: string | null;
  readonly argv: readonly string[];
  /** Failpoints that lead it off its way, to the steps that clean up; none: all goes well. */
  readonly astray: string | null;
  /** Whether a run says that there is nothing left to do. */
  isDone(ended: Ended): boolean;
}

type Preparation = (place: Place) => void | Promise<void>;

/** A command that ends so. */
function ran(argv: string, endsWith = 0): Preparation {
  return async ({ folder }) => {
    const { code, err } = await runBuilt(folder, [...argv.split(' '), '--quiet']);
    if (code !== endsWith) throw new Error(`${argv}: ${code} ${err}`);
  };
}

/** SQL on the database of schema 1. */
function changed(statement: string): Preparation {
  return (place) => place.change(statement);
}

/** A file, as somebody wrote it. */
function written(path: string, text: string): Preparation {
  return ({ folder }) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
}

/** A file, as somebody edited it. */
function edited(path: string, from: string, to: string): Preparation {
  return ({ folder }) => {
    const text = readFileSync(join(folder, path), 'utf8');
    if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
    writeFileSync(join(folder, path), text.replace(from, to));
  };
}

const ends = ({ code }: Ended): boolean => code === 0;
const existsAlready = ({ code, err }: Ended): boolean => code === 0 || err.includes('[TARGET_EXISTS]');
const isRejected = ({ code, err }: Ended): boolean => code === 1 && err.includes('[ROWS_REJECTED]');
const findsSomething = ({ code, err }: Ended): boolean => code === 1 && err.includes('[CHECK_FAILED]');

function scenario(name: string, argv: string, more: Partial<Scenario> = {}): Scenario {
  return { name, before: [], leftBy: null, argv: argv.split(' '), astray: null, isDone: ends, ...more };
}

/** A file as a copy of another one, with a change. */
function copied(path: string, to: string, change: readonly [string, string]): Preparation {
  return ({ folder }) => {
    const text = readFileSync(join(folder, path), 'utf8');
    writeFileSync(join(folder, to), text.replace(...change));
  };
}

const extracted = [ran('extract 1to2')];
const loaded = [...extracted, ran('load 2')];
const refusable = changed("UPDATE item SET name = '' WHERE id = 3");
const threeVersions = [
  ...loaded,
  ran('extract 1'),
  copied('schemas/v2.ts', 'schemas/v3.ts', ['schema(\n  2', 'schema(\n  3']),
  ran('create 3'),
];
const schema3 = written(
  'schemas/v3.ts',
  `import { int, schema, table, text } from 'ntom';
export default schema(3, {
  item: table({ id: int().primaryKey().autoIncrement(), name: text(40) }),
  label: table({ item_id: int().references('item.id'), word: text(20) }, { primaryKey: ['item_id', 'word'] }),
});
`,
);
const pipeline2to3 = written(
  'pipelines/2to3.ts',
  `import { copy, pipeline } from 'ntom';
import v2 from '../schemas/v2.ts';
import v3 from '../schemas/v3.ts';
export default pipeline(v2, v3, { item: copy(), label: copy() }, { drops: { 'item.slug': 'not used', visit: 'not used' } });
`,
);
const notPublished = 'database.publish=EIO;publish.move-tables=EIO';

/** On either engine. */
export const scenarios: readonly Scenario[] = [
  scenario('extract', 'extract 1to2'),
  scenario('extract in place of another', 'extract 1to2', { before: extracted }),
  scenario('extract in place of another, failing at the end', 'extract 1to2', {
    before: extracted,
    astray: 'folder.replace=EIO',
  }),
  scenario('extract after one that was killed', 'extract 1to2', { before: extracted, leftBy: 'folder.replace=kill' }),
  scenario('extract of rows that are refused', 'extract 1to2', { before: [refusable], isDone: isRejected }),
  scenario('extract of rows that are refused, failing at their file', 'extract 1to2', {
    before: [refusable],
    isDone: isRejected,
    astray: 'rejects.publish=EIO',
  }),
  scenario('extract after one of rows that were refused', 'extract 1to2', {
    before: [refusable, ran('extract 1to2', 1), changed("UPDATE item SET name = 'Item 3' WHERE id = 3")],
  }),
  scenario('extract, disk full', 'extract 1to2', { astray: 'part.write#2=ENOSPC' }),
  scenario('extract after one that was killed at its record', 'extract 1to2', { leftBy: 'record.publish=kill' }),
  scenario('extract of which no record can be written', 'extract 1to2', { astray: 'record.publish=EIO' }),
  scenario('seal', 'seal 2', { before: [...extracted, edited('extracts/v2/item.csv', 'Item 7', 'Item seven')] }),
  scenario('seal after one that was killed', 'seal 2', {
    before: [...extracted, edited('extracts/v2/item.csv', 'Item 7', 'Item seven')],
    leftBy: 'folder.replace=kill',
  }),
  scenario('rehearse', 'rehearse 1to2'),
  scenario('rehearse, disk full', 'rehearse 1to2', { astray: 'part.write#2=ENOSPC' }),
  scenario('rehearse after one that was killed', 'rehearse 1to2', { leftBy: 'rehearsal.remove=kill' }),
  scenario('load', 'load 2', { before: extracted, isDone: existsAlready }),
  scenario('load after one that was killed', 'load 2', {
    before: extracted,
    leftBy: 'rows.commit#2=kill;parts.write-ledger#2=kill',
    isDone: existsAlready,
  }),
  scenario('load in place of another', 'load 2 --replace', { before: loaded }),
  scenario('load, failing at the end', 'load 2', {
    before: extracted,
    isDone: existsAlready,
    astray: notPublished,
  }),
  scenario('load, failing at the beginning', 'load 2', {
    before: extracted,
    isDone: existsAlready,
    astray: 'database.statement=EIO;parts.begin=EIO',
  }),
  scenario('load in place of another, failing at the end', 'load 2 --replace', {
    before: loaded,
    astray: notPublished,
  }),
  scenario('prune', 'prune --yes', { before: threeVersions }),
  scenario('prune after one that was killed', 'prune --yes', {
    before: threeVersions,
    leftBy: 'prune.remove-database=kill;prune.drop-table=kill',
  }),
  scenario('migrate', 'migrate --to 2'),
  scenario('migrate by way of schema 2', 'migrate --to 3', { before: [schema3, pipeline2to3] }),
  scenario('check', 'check 1to2'),
  scenario('check of a column that is not used', 'check 1to2', {
    before: [edited('pipelines/1to2.ts', 'visit: copy()', "visit: sql`SELECT item_id, 'no' AS note FROM visit`")],
    isDone: findsSomething,
  }),
  scenario('release', 'release 2'),
  scenario('release after one that was killed', 'release 2', { leftBy: 'lock-file.publish=kill' }),
  scenario('release, failing at the end', 'release 2', { astray: 'lock-file.publish=EIO' }),
  scenario('pull', 'pull 1 --replace'),
  scenario('new', 'new 2to3'),
  scenario('init', 'init test/shop'),
  scenario('init in an application', 'init test/shop', {
    before: [written('test/shop/package.json', '{ "name": "shop" }\n'), written('test/shop/.gitignore', 'dist\n')],
  }),
  scenario('init after one that was killed', 'init test/shop', { leftBy: 'init.publish#2=kill' }),
  scenario('init, failing at the end', 'init test/shop', {
    before: [written('test/shop/package.json', '{ "name": "shop" }\n')],
    astray: 'init.replace=EIO',
  }),
  scenario('fixture of made-up rows', 'fixture 2 --name small --generate 5'),
  scenario('fixture of an extract', 'fixture 2 --name small --in extracts/v2', { before: extracted }),
  scenario('fixture after one that was killed', 'fixture 2 --name small --in extracts/v2', {
    before: extracted,
    leftBy: 'scratch.remove=kill',
  }),
  scenario('fixture migrate', 'fixture migrate 1to2', { before: [ran('fixture 1 --name small')] }),
];

/** Brings a copy of a place to where a scenario begins. */
export async function prepared(place: Place, scenario: Scenario): Promise<Place> {
  const { before, leftBy } = scenario;
  const copy = place.copy();
  for (const prepare of before) await prepare(copy);
  if (leftBy === null) return copy;
  const { signal, err } = await runBuilt(copy.folder, argvOf(scenario), leftBy);
  if (signal !== 'SIGKILL') throw new Error(`${scenario.name}: it was not killed: ${err}`);
  return copy;
}

const takesWorkers = new Set(['extract', 'load', 'migrate', 'rehearse']);

/** The command line. By one worker: which thread passes a step first would be chance. */
export function argvOf({ argv }: Scenario): readonly string[] {
  const workers = takesWorkers.has(argv[0] ?? '') ? ['--workers', '1'] : [];
  return [...argv, ...workers, '--quiet'];
}
