import { readFileSync } from 'node:fs';
import type { Engine } from './trip.ts';

/** A line of "What a server cannot hold". */
export interface UnheldLine {
  readonly engine: Engine;
  readonly type: string;
  readonly value: string;
  readonly reason: string;
}

const engines: Readonly<Record<string, Engine>> = { SQLite: 'sqlite', 'MySQL and MariaDB': 'mysql' };

/** What `docs/servers.md` says, in its tables. */
export const servers = {
  unheldValues(): readonly UnheldLine[] {
    return cellsOf('What a server cannot hold').map(([engine = '', type = '', value = '', reason = '']) => {
      const named = engines[engine];
      if (named === undefined) throw new Error(`docs/servers.md names ${engine}`);
      return { engine: named, type, value, reason };
    });
  },

  /** Rows in which the extracts of the two Chinook databases differ. */
  chinookRows(): readonly { readonly part: string; readonly id: string }[] {
    return cellsOf('Chinook on both engines').map(([part = '', id = '']) => ({ part, id }));
  },
};

/** The cells of the table below a heading, without backticks. */
function cellsOf(heading: string): readonly (readonly string[])[] {
  const text = readFileSync(new URL('../../../docs/servers.md', import.meta.url), 'utf8');
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('| '));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}
