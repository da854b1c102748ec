import { engineNames } from '../dialects/engines.ts';
import { entry } from './entry.ts';
import { exampleFingerprints } from './example-fingerprints.ts';
import { shortFingerprint } from './short-fingerprint.ts';

/** Of `check`: what can be seen in the files of a project, without data. */
export const checkErrors = {
  CHECK_FAILED: entry<{ errors: number; warnings: number }>({
    exit: 'findings',
    message: (d) =>
      `the check found ${counted(d.errors, 'error')}${d.warnings === 0 ? '' : ` and ${counted(d.warnings, 'warning')}`}`,
    example: { errors: 2, warnings: 1 },
    cause: 'Schemas, pipelines or the files beside them are not right, or could not be proved right.',
    cure: 'Mend what the findings name, and check again.',
  }),
  PIPELINE_COLUMN_UNUSED: entry<{ pipeline: string; table: string; column: string }>({
    exit: 'findings',
    message: (d) => `pipeline ${d.pipeline}: no query uses ${d.table}.${d.column}, and drops does not say why`,
    example: { pipeline: '2to3', table: 'country', column: 'flag' },
    cause: 'A column of schema N is used by no query, so its data would be left behind.',
    cure: "Use it in a query, or name `table.column` in the pipeline's `drops` with the reason.",
  }),
  PIPELINE_TYPE_UNFIT: entry<{
    pipeline: string;
    table: string;
    column: string;
    source: string;
    from: string;
    to: string;
  }>({
    exit: 'findings',
    message: (d) =>
      `pipeline ${d.pipeline}, table ${d.table}: ${d.column} is ${d.source} as it is, but no value of ${d.from} fits ${d.to}`,
    example: {
      pipeline: '2to3',
      table: 'city',
      column: 'latitude',
      source: 'city.latitude',
      from: 'real()',
      to: 'decimal(8, 5)',
    },
    cause:
      'The type of a column has changed, and the query takes its values over. Nothing is coerced: each would be a rejected row.',
    cure: 'Convert the values in the query or in `.map`; see No coercion in docs/writing-pipelines.md.',
  }),
  PIPELINE_DROP_STALE: entry<{ pipeline: string; drop: string }>({
    exit: 'done',
    message: (d) => `pipeline ${d.pipeline} drops ${d.drop}, and uses it all the same`,
    example: { pipeline: '2to3', drop: 'country.flag' },
    cause: '`drops` names a column that a query uses, or a table of which every column is used and every row counted.',
    cure: 'Remove the line, or the use.',
  }),
  QUERY_UNORDERED: entry<{ pipeline: string; table: string; what: string }>({
    exit: 'findings',
    message: (d) => `pipeline ${d.pipeline}, table ${d.table}: ${d.what} without an order`,
    example: { pipeline: '2to3', table: 'city', what: 'LIMIT' },
    cause: 'Which rows come first is left to the database here, and may change with its version or with an index.',
    cure: 'Write ORDER BY: before LIMIT, in `OVER (…)`, or in the aggregate, as in `group_concat(x ORDER BY y)`. Order by a key, so that no two rows are equal. Where an aggregate takes no ORDER BY, let it read a subquery that has one, if the engine keeps that order, or change the structure.',
  }),
  QUERY_CHANGING: entry<{ pipeline: string; table: string; expression: string }>({
    exit: 'findings',
    message: (d) => `pipeline ${d.pipeline}, table ${d.table}: ${d.expression} gives something else each time`,
    example: { pipeline: '2to3', table: 'city', expression: 'random()' },
    cause: 'The same data has to give the same extract, whenever and wherever it is made.',
    cure: 'Write a constant, or compute the value from the row.',
  }),
  PIPELINE_CODE_CHANGING: entry<{ expression: string }>({
    exit: 'findings',
    message: (d) => `${d.expression} gives something else each time, and so would a pipeline`,
    example: { expression: 'Date.now' },
    cause: 'The same data has to give the same extract, whenever and wherever it is made.',
    cure: 'Write a constant, or compute the value from the row.',
  }),
  PIPELINE_IMPORT: entry<{ specifier: string; what: string }>({
    exit: 'findings',
    message: (d) => `a pipeline depends on ${d.specifier}, ${d.what}`,
    example: { specifier: 'slugify', what: 'a package' },
    cause:
      'An old pipeline has to give the same rows next year. What is imported from elsewhere may be another version then.',
    cure: 'Copy what is needed into a file of the project; write `import type` if it is a type. A package whose version stays may be named in `imports` of `ntom.config.ts`.',
  }),
  PACKAGE_MAJOR_DIFFERS: entry<{ file: string; version: string; released: number }>({
    exit: 'done',
    message: (d) => `${d.file} has version ${d.version}, but the newest released schema is ${d.released}`,
    example: { file: 'package.json', version: '2.4.0', released: 3 },
    cause: 'The major number of a release is the version of its schema.',
    cure: 'Set the version of the package, or release the schema of that number with `ntom release N`.',
  }),
  EXTRACT_OF_OTHER_SCHEMA: entry<{ extract: string; schema: number; found: string; needed: string }>({
    exit: 'done',
    message: (d) => `${d.extract} ${wasMadeFor(d)}`,
    example: {
      extract: 'extracts/v3',
      schema: 3,
      found: exampleFingerprints.before,
      needed: exampleFingerprints.after,
    },
    cause: 'The schema has changed since the extract was made, or two branches have a different schema of one number.',
    cure: 'Make the extract again with `ntom extract`, or give the other schema a number of its own.',
  }),
  FIXTURE_OF_OTHER_SCHEMA: entry<{ extract: string; schema: number; found: string; needed: string }>({
    exit: 'findings',
    message: (d) => `${d.extract} ${wasMadeFor(d)}: it has to be made again`,
    example: {
      extract: 'test/fixtures/v3/small',
      schema: 3,
      found: exampleFingerprints.before,
      needed: exampleFingerprints.after,
    },
    cause: 'The schema has changed since the fixture was made, or two branches have a different schema of one number.',
    cure: 'Make the fixture again with `ntom fixture`, or with `ntom fixture migrate` out of the one before; or give the other schema a number of its own.',
  }),
  SCHEMA_REFUSED_BY_ENGINE: entry<{ schema: number; engine: string; where: string | null; reason: string }>({
    exit: 'findings',
    message: (d) =>
      `schema ${d.schema}${d.where === null ? '' : `, ${d.where}`}: ${d.engine} does not take it: ${d.reason}`,
    example: {
      schema: 3,
      engine: engineNames[0],
      where: 'table city',
      reason: 'it has 2001 columns, where 2000 is the most',
    },
    cause: "The engine of the project's place, or of the one that was named, cannot hold this.",
    cure: 'Change the schema, or use another engine.',
  }),
  SCHEMA_DIFFERS_BY_ENGINE: entry<{ schema: number; engine: string; limits: readonly EngineLimit[] }>({
    exit: 'done',
    message: (d) => `schema ${d.schema} is not the same on ${d.engine}: ${limitsText(d.limits)}`,
    example: {
      schema: 3,
      engine: engineNames[0],
      limits: [{ where: 'table city', reason: 'there is no SQL for check population' }],
    },
    cause:
      'One of the engines does not take something of the schema, or has no SQL for it. It matters to who moves the data there.',
    cure: 'Nothing, if the data stays where it is. Else write the SQL for that engine too, or change the schema.',
  }),
  SCHEMA_WITHOUT_PRIMARY_KEY: entry<{ schema: number; table: string }>({
    exit: 'done',
    message: (d) => `schema ${d.schema}: table ${d.table} has no primary key`,
    example: { schema: 3, table: 'visit' },
    cause: 'Its rows have no order of their own, cannot be extracted in chunks, and may repeat.',
    cure: 'Give it a primary key: `.primaryKey()` on a column, or `primaryKey: […]` for several.',
  }),
};

export interface EngineLimit {
  readonly where: string | null;
  readonly reason: string;
}

/** As many as are good to read; the rest is counted. */
const shownLimits = 3;

function limitsText(limits: readonly EngineLimit[]): string {
  const shown = limits
    .slice(0, shownLimits)
    .map(({ where, reason }) => (where === null ? reason : `${where}: ${reason}`));
  const more = limits.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

function wasMadeFor(d: { schema: number; found: string; needed: string }): string {
  return `was made for another schema ${d.schema} (fingerprint ${shortFingerprint(d.found)}) than there is (${shortFingerprint(d.needed)})`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
