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
  if (taken === null) return changingWords.has(name) ? name.toUpperCase() : null;
  if (changingFunctions.has(name)) return `${name}()`;
  const before = timeFunctions.get(name);
  if (before === undefined) return null;
  const time = argumentsOf(taken)[before] ?? [];
  if (time.length === 0) return `${name}() of no time`;
  const [only, ...others] = time;
  const isNow = others.length === 0 && only?.kind === 'string' && only.text.toLowerCase() === "'now'";
  return isNow ? `${name}('now')` : null;
}

function argumentsOf({ nodes }: SqlGroup): readonly (readonly SqlNode[])[] {
  const found: SqlNode[][] = [[]];
  for (const node of nodes) {
    if (isSign(node, ',')) found.push([]);
    else found.at(-1)?.push(node);
  }
  return found;
}
