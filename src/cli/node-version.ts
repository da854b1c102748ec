const oldest = 22;

/** One line for who runs ntom on a Node.js that is too old; null: it is new enough. The driver would crash there. */
export function nodeProblem(version: string): string | null {
  if (Number(version.split('.')[0]) >= oldest) return null;
  return `ntom needs Node.js ${oldest} or newer; this is ${version}. Install a newer one, or add it to the project: npm install --save-dev node@24`;
}
