import { isObject } from '../../project/is-definition.ts';
import { insertedMember } from './json-member.ts';

/** By name: what `npm run` is to do. Prefixed, so that none takes a name that belongs to another tool. */
export const scripts: Readonly<Record<string, string>> = {
  'ntom:status': 'ntom status',
  'ntom:check': 'ntom check',
  'ntom:migrate': 'ntom migrate',
};

/** The text of the `package.json` of a new application. Its major version is the version of its schema. */
export function newPackageText(app: string): string {
  const manifest = { name: app, version: '1.0.0', private: true, type: 'module', scripts };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The scripts that a `package.json` has no place for: their names are taken, or another one does the same. */
export function freeScripts(manifest: object): readonly (readonly [name: string, command: string])[] {
  const there = 'scripts' in manifest && isObject(manifest.scripts) ? manifest.scripts : {};
  return Object.entries(scripts).filter(
    ([name, command]) => !Object.hasOwn(there, name) && !Object.values(there).includes(command),
  );
}

/**
 * The text of a `package.json` with more scripts. What was there stays as it is, byte by byte.
 *
 * @param text JSON of an object whose `scripts`, if there are any, are an object.
 */
export function withScripts(text: string, added: readonly (readonly [name: string, command: string])[]): string {
  const hasScripts = Object.hasOwn(JSON.parse(withoutMark(text)) as object, 'scripts');
  const start = hasScripts ? text : insertedMember(text, [], 'scripts', {});
  return added.reduce((so, [name, command]) => insertedMember(so, ['scripts'], name, command), start);
}

/** Some editors put a byte order mark first, which is not JSON. */
export function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, '');
}
