import { createHash } from 'node:crypto';

/** What is known of a database since an earlier moment. */
export type Change =
  /** Its content is the same. */
  | { readonly is: 'none' }
  /** It was written to, whatever came of it. `how`: what shows it, for messages. */
  | { readonly is: 'written'; readonly how: string }
  | { readonly is: 'unknown'; readonly why: string };

/** The text of a change token: what an engine says of a state, as `name=value`. Neither has a space. */
export function tokenText(facts: Readonly<Record<string, string>>): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

/** The facts of a token by their names; empty: it has none of that name. */
export function tokenFacts<Name extends string>(token: string, names: readonly Name[]): Record<Name, string> {
  const facts = new Map(token.split(' ').map((fact) => [fact.slice(0, fact.indexOf('=')), fact]));
  const values = names.map((name) => [name, facts.get(name)?.slice(name.length + 1) ?? '']);
  return Object.fromEntries(values) as Record<Name, string>;
}

/** As much of a hash as tells states apart. */
export function stateDigest(...content: readonly (string | Uint8Array)[]): string {
  return hashOf(content).slice(0, 16);
}

/** Enough to tell the places of databases apart, and too little to find out which they are. */
export function placeDigest(place: string): string {
  return hashOf([place]).slice(0, 4);
}

function hashOf(content: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const piece of content) hash.update(piece);
  return hash.digest('hex');
}
