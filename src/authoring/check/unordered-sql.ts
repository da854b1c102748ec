import type { SqlRules } from '../../dialects/engine-rules.ts';
import { groupsOf, isSign, isWord, sqlTree, type SqlGroup, type SqlNode } from './sql-tree.ts';

/** Something in SQL that is worth a finding. */
export interface SqlPlace {
  /** As the finding shows it. */
  readonly what: string;
  /** Where in the SQL. */
  readonly at: number;
}

/** Rank and the like are not among them: they number equal rows equally. */
const windowFunctions = ['row_number', 'ntile', 'first_value', 'last_value', 'nth_value', 'lag', 'lead'];

const aggregates = [
  'group_concat',
  'string_agg',
  'json_group_array',
  'jsonb_group_array',
  'json_group_object',
  'jsonb_group_object',
  'json_arrayagg',
  'json_objectagg',
];

/** Where the result depends on the order of rows, and nothing says which: the rest is left to the database. */
export function unorderedSql(sql: string, { lexemes, keepsSubqueryOrder }: SqlRules): readonly SqlPlace[] {
  const root = sqlTree(sql, lexemes);
  const groups = [...groupsOf(root)];
  const ordered = new Set(groups.flatMap(orderedNames));
  const inExists = new Set(groups.flatMap(groupsInExists));
  return groups.flatMap((group) => [
    ...(inExists.has(group) ? [] : limitsWithoutOrder(group)),
    ...functionsWithoutOrder(group, ordered, keepsSubqueryOrder),
  ]);
}

/** Whether ORDER BY is in a group itself, not in one within it. */
function hasOrder({ nodes }: SqlGroup): boolean {
  return nodes.some((node, index) => isWord(node, 'order') && isWord(nodes[index + 1], 'by'));
}

/** Windows and tables that are named in a group, and have an order: `name AS (… ORDER BY …)`. */
function orderedNames({ nodes }: SqlGroup): readonly string[] {
  return nodes.flatMap((node, index) => {
    if (!isWord(node, 'as')) return [];
    const body = nodes.slice(index + 1).find((each) => !isWord(each, 'not', 'materialized'));
    const before = nodes[index - 1]?.kind === 'group' ? nodes[index - 2] : nodes[index - 1];
    return body?.kind === 'group' && hasOrder(body) ? nameOf(before) : [];
  });
}

/** A name without quotes, in lower case; empty: it is none. */
function nameOf(node: SqlNode | undefined): readonly string[] {
  if (node?.kind === 'word') return [node.text];
  return node?.kind === 'name' ? [node.text.slice(1, -1).toLowerCase()] : [];
}

/** Which row there is does not matter to EXISTS. */
function groupsInExists({ nodes }: SqlGroup): readonly SqlGroup[] {
  return nodes.flatMap((node, index) => (node.kind === 'group' && isWord(nodes[index - 1], 'exists') ? [node] : []));
}

function limitsWithoutOrder(group: SqlGroup): readonly SqlPlace[] {
  if (hasOrder(group)) return [];
  const { nodes } = group;
  return nodes.flatMap((node, index) => {
    const isFetch = isWord(node, 'fetch') && isWord(nodes[index + 1], 'first', 'next');
    if ((!isWord(node, 'limit') && !isFetch) || isSign(nodes[index - 1], '.')) return [];
    return [{ what: isFetch ? 'FETCH' : 'LIMIT', at: node.at }];
  });
}

function functionsWithoutOrder(
  { nodes }: SqlGroup,
  ordered: ReadonlySet<string>,
  keepsSubqueryOrder: boolean,
): readonly SqlPlace[] {
  return nodes.flatMap((node, index) => {
    const taken = nodes[index + 1];
    if (node.kind !== 'word' || taken?.kind !== 'group' || isSign(nodes[index - 1], '.')) return [];
    const isAggregate = aggregates.includes(node.text);
    if (!isAggregate && !windowFunctions.includes(node.text)) return [];
    const isOrdered =
      isOrderedWindow(windowAfter(nodes, index + 2), ordered) ||
      (isAggregate && (hasOrder(taken) || (keepsSubqueryOrder && readsInOrder(nodes, ordered))));
    return isOrdered ? [] : [{ what: `${node.text}()`, at: node.at }];
  });
}

/** What follows OVER behind a function; undefined: there is none. */
function windowAfter(nodes: readonly SqlNode[], from: number): SqlNode | undefined {
  const over = nodes.findIndex((node, index) => index >= from && !isBetween(node));
  return isWord(nodes[over], 'over') ? nodes[over + 1] : undefined;
}

/** `FILTER (…)`, `IGNORE NULLS`, `FROM FIRST` and their like. */
function isBetween(node: SqlNode): boolean {
  return node.kind === 'group' || isWord(node, 'filter', 'ignore', 'respect', 'nulls', 'first', 'last');
}

function isOrderedWindow(window: SqlNode | undefined, ordered: ReadonlySet<string>): boolean {
  if (window?.kind === 'group') return hasOrder(window) || isOrderedWindow(window.nodes[0], ordered);
  return nameOf(window).some((name) => ordered.has(name));
}

/** Whether the rows that a SELECT reads come from one that has ordered them. */
function readsInOrder(nodes: readonly SqlNode[], ordered: ReadonlySet<string>): boolean {
  return nodes.some((node, index) => {
    const read = nodes[index + 1];
    if (!isWord(node, 'from')) return false;
    return read?.kind === 'group' ? hasOrder(read) : nameOf(read).some((name) => ordered.has(name));
  });
}
