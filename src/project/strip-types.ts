import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The first versions of Node.js whose type stripping is stable and prints no warning, by their major number. */
const firstStable: Readonly<Record<number, number>> = { 24: 12, 25: 2 };

/**
 * Whether Node's own loader makes the same of a project's TypeScript as tsx, as far as it takes it at all. Where ntom itself
 * runs from its sources, whoever loads those loads the project's as well.
 */
export function canStripTypes(projectDirectory: string): boolean {
  if (import.meta.url.endsWith('.ts')) return false;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isStable = major > 25 || minor >= (firstStable[major] ?? Infinity);
  return isStable && process.features.typescript !== false && !hasAliases(join(projectDirectory, 'tsconfig.json'));
}

/** Whether a `tsconfig.json` may give modules other names. */
function hasAliases(tsconfig: string): boolean {
  return existsSync(tsconfig) && /"(?:paths|baseUrl|extends)"/.test(readFileSync(tsconfig, 'utf8'));
}

/**
 * Whether types are all that has to go from a file. Not certain of a class, whose fields and decorators are as the
 * `tsconfig.json` says, and of modules that are asked for while the file runs.
 */
export function needsOnlyStripping(text: string): boolean {
  return !/\bclass\b|\bimport\s*\(|\brequire\b|\b__(?:file|dir)name\b/.test(text);
}
