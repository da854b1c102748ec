import { parseSync, Visitor, type CallExpression } from 'oxc-parser';
import { sourceFiles, sourceText } from './source-tree.ts';

/** A call of `step`, `stepSync`, `syncFolder` or `discardFile` in the source, with its name. */
export interface Step {
  readonly name: string;
  readonly file: string;
}

export interface StepsFound {
  readonly steps: readonly Step[];
  /** Calls that change something outside the process, and are part of no step: `file:line: text`. */
  readonly outside: readonly string[];
}

/** What `node:fs` and `node:fs/promises` export that changes something. */
const fileChanges =
  /^(appendFile|chmod|chown|copyFile|cp|createWriteStream|fsync|fdatasync|ftruncate|link|mkdir|mkdtemp|rename|rm|rmdir|symlink|truncate|unlink|utimes|write|writeFile)(Sync)?$/;

/** A function of ours that changes something: whoever calls it does it as a step. */
const ownChanges = /^runStatement$/;

/** Opening a file for reading changes nothing. */
const toRead = /^('r'|constants\.O_RDONLY\b.*)$/;

/** Of a handle of a file, of a statement, and of a session of a database. */
const memberChanges =
  /\bhandle\.(writeFile|appendFile|sync|datasync|truncate)$|\b(connection|database|guard|insert|session|prepare\(.*\))\.(exec|run)$/s;

/** Statements that change nothing but the session, or what ends with it. */
const ofTheSession =
  /^['"`](USE|SET|ROLLBACK|SELECT|SHOW|EXPLAIN|PRAGMA|UNLOCK|START TRANSACTION WITH|BEGIN|DROP TABLE temp\.)/;

/** Calls that are part of a step of their callers, or that nobody else sees: `file: what is called`, and why. */
const exempt: ReadonlyMap<string, string> = new Map([
  ['dialects/mysql/building/statement.ts: connection.run', 'its callers do the step'],
  ['dialects/mysql/connection/privileges.ts: connection.run', 'tried on a table that is not there'],
  ['dialects/mysql/open.ts: connection.run', 'settings of the session'],
  ['dialects/mysql/snapshot.ts: guard.run', 'a lock that ends with the session'],
  ['dialects/sqlite/empty-database.ts: database.exec', 'in memory'],
  ['dialects/sqlite/insert.ts: connection.exec', 'a setting of the session'],
  ["dialects/sqlite/insert.ts: connection.prepare('ATTACH ? AS ntom_part').run", 'a setting of the session'],
  ['dialects/sqlite/memory/borrowed-checks.ts: database.exec', 'in memory'],
  ['dialects/sqlite/memory/row-judge.ts: database.exec', 'in memory'],
  ['dialects/sqlite/memory/rows-in-memory.ts: insert.run', 'in memory'],
  ['dialects/sqlite/publish.ts: handle.sync', 'its callers do the step'],
  ['dialects/sqlite/same-keys.ts: insert.run', 'a table of the session'],
  ['failpoints/armed.ts: appendFileSync', 'it is the failpoint'],
  ['failpoints/discard-file.ts: rmSync', 'its callers name the step'],
  ['format/sync-folder.ts: handle.sync', 'its callers name the step'],
  ['keep-compiled.ts: mkdirSync', 'a cache: beside ntom, and of no data'],
]);

/** All steps of `src/`, and all changes that are part of none. */
export function findSteps(): StepsFound {
  const found = sourceFiles().map((file) => stepsOf(file, sourceText(file)));
  return { steps: found.flatMap(({ steps }) => steps), outside: found.flatMap(({ outside }) => outside) };
}

/** Of one file. `file`: its path from `src/`. */
export function stepsOf(file: string, text: string): StepsFound {
  const { program, module } = parseSync(file, text);
  const fromFs = new Set(
    module.staticImports
      .filter(({ moduleRequest }) => /^(node:)?fs(\/promises)?$/.test(moduleRequest.value))
      .flatMap(({ entries }) => entries.map(({ localName }) => localName.value)),
  );
  const steps: Step[] = [];
  const outside: string[] = [];
  let depth = 0;
  new Visitor({
    CallExpression(call) {
      const name = stepName(call);
      if (name !== null) {
        depth += 1;
        steps.push({ name, file });
        return;
      }
      const called = text.slice(call.callee.start, call.callee.end);
      const given = call.arguments.map(({ start, end }) => text.slice(start, end));
      if (depth > 0 || !isChange(called, given, fromFs) || exempt.has(`${file}: ${called}`)) return;
      outside.push(`${file}:${text.slice(0, call.start).split('\n').length}: ${called}`);
    },
    'CallExpression:exit'(call) {
      if (stepName(call) !== null) depth -= 1;
    },
  }).visit(program);
  return { steps, outside };
}

/** null: it is no call of a step, or its name is not written there. */
function stepName({ callee, arguments: [first] }: CallExpression): string | null {
  if (callee.type !== 'Identifier' || !/^(step(Sync)?|syncFolder|discardFile)$/.test(callee.name)) return null;
  return first?.type === 'Literal' && typeof first.value === 'string' ? first.value : null;
}

function isChange(
  called: string,
  [first = '', second = "'r'"]: readonly string[],
  fromFs: ReadonlySet<string>,
): boolean {
  if (fromFs.has(called)) return /^open(Sync)?$/.test(called) ? !toRead.test(second) : fileChanges.test(called);
  if (ownChanges.test(called)) return true;
  return memberChanges.test(called) && !ofTheSession.test(first);
}
