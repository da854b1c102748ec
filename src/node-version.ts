/** Of Node-API, which a database driver was built for. An older Node.js loads the driver all the same, and crashes. */
const oldestNodeApi = 10;

/**
 * One line for who runs ntom on a Node.js that is too old; null: it is new enough. `versions`: of the process. Imports nothing:
 * an old Node.js could not even parse it.
 */
export function nodeProblem({ node, napi }: { readonly node: string; readonly napi?: string }): string | null {
  if (Number(napi ?? 0) >= oldestNodeApi) return null;
  const cure = 'Install a newer one, or add it to the project: npm install --save-dev node@24';
  return `ntom needs Node.js 22.14 or newer (of 23, 23.6); this is ${node}. ${cure}`;
}
