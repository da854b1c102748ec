import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { failure, reasonOf } from '../../../errors.ts';
import { shortFile } from './short-file.ts';

/** What a client option file says in its `[client]` group. */
export interface ClientOptions {
  readonly user?: string;
  readonly password?: string;
}

/**
 * Reads the `[client]` group of an option file as the server's own clients do: `user` and `password`, quotes and comments as
 * they have them. `file`: null for `~/.my.cnf`, which need not exist.
 *
 * @throws {NtomError} `OPTION_FILE_UNREADABLE`.
 */
export function clientOptions(file: string | null): ClientOptions {
  const path = file ?? join(homedir(), '.my.cnf');
  if (file === null && !existsSync(path)) return {};
  try {
    return parseClientGroup(shortFile(path).toString('utf8'));
  } catch (error) {
    throw failure('OPTION_FILE_UNREADABLE', { path, reason: reasonOf(error) }, error);
  }
}

function parseClientGroup(text: string): ClientOptions {
  const options: { user?: string; password?: string } = {};
  let group = '';
  for (const line of text.split(/\r?\n/)) {
    const named = /^\s*\[([^\]]*)\]/.exec(line)?.[1];
    if (named !== undefined) group = named.trim();
    const [, key, value] = /^\s*([A-Za-z_-]+)\s*=(.*)$/s.exec(line) ?? [];
    if (group !== 'client' || (key !== 'user' && key !== 'password')) continue;
    options[key] = optionValue((value ?? '').trim());
  }
  return options;
}

/** A value may be quoted; unquoted, a comment ends it. */
function optionValue(text: string): string {
  const quoted = /^(["'])(.*)\1/s.exec(text)?.[2];
  return quoted === undefined ? text.replace(/\s#.*$/s, '').trimEnd() : unescaped(quoted);
}

function unescaped(text: string): string {
  const meanings: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', r: '\r', s: ' ' };
  return text.replaceAll(/\\(.)/g, (_, character: string) => meanings[character] ?? character);
}
