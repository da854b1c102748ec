import type { SqlRules } from '../../dialects/engine-rules.ts';
import { groupsOf, isSign, sqlTree, type SqlGroup, type SqlNode } from './sql-tree.ts';
import type { SqlPlace } from './unordered-sql.ts';

/** What in SQL may give something else next time: chance, the present time, the session. */
export function changingSql(sql: string, rules: SqlRules): readonly SqlPlace[] {
  return [...groupsOf(sqlTree(sql, rules.lexemes))].flatMap((group) => changingIn(group, rules));
}

function changingIn({ nodes }: SqlGroup, rules: SqlRules): readonly SqlPlace[] {
  return nodes.flatMap((node, index) => {
    if (node.kind !== 'word' || isSign(nodes[index - 1], '.')) return [];
    const next = nodes[index + 1];
    const taken = next?.kind === 'group' ? next : null;
    const what = changingWhat(node.text, taken, rules);
    return what === null ? [] : [{ what, at: node.at }];
  });
}

/** `taken`: what a function is given; null: it is a word alone. */
function changingWhat(
  name: string,
  taken: SqlGroup | null,
  { changingFunctions, changingWords, timeFunctions }: SqlRules,
): string | null {
  // A variable of the session: what it is worth depends on the order in which rows and columns are computed.
  if (name.startsWith('@')) return name;
  if (taken === null) return changingWords.has(name) ? name.toUpperCase() : null;
  if (changingFunctions.has(name)) return `${name}()`;
  const before = timeFunctions.get(name);
  if (before === undefined) return null;
  const time = argumentsOf(taken)[before] ?? [];
  if (time.length === 0) return `${name}() of no time`;
  const [only, ...others] = time;
  const zone = zoneIn(taken);
  if (zone !== null) return `${name}(…, ${zone})`;
  const isNow = others.length === 0 && only?.kind === 'string' && only.text.toLowerCase() === "'now'";
  return isNow ? `${name}('now')` : null;
}

/** What asks for the time zone of the machine. Seconds since 1970 are in UTC already, so `'utc'` does nothing to them. */
function zoneIn({ nodes }: SqlGroup): string | null {
  const texts = nodes.flatMap((node) => (node.kind === 'string' ? [node.text.toLowerCase()] : []));
  if (texts.includes("'localtime'")) return "'localtime'";
  return texts.includes("'utc'") && !texts.includes("'unixepoch'") ? "'utc'" : null;
}

function argumentsOf({ nodes }: SqlGroup): readonly (readonly SqlNode[])[] {
  const found: SqlNode[][] = [[]];
  for (const node of nodes) {
    if (isSign(node, ',')) found.push([]);
    else found.at(-1)?.push(node);
  }
  return found;
}
