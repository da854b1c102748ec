import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Manifest } from '../../src/format/manifest.ts';
import { temporaryProject } from '../project/temporary-project.ts';

/** Of each table: two parts, and together so many bytes that two threads read them. */
export const accounts = 101_000;
export const note = 'n'.repeat(120);
export const allMoney = 2 * accounts * 1000;

const schemaText = (version: number): string => `
  import { int, schema, table, text } from 'ntom';
  const account = { id: int().primaryKey(), balance: int(), note: text(200) };
  export default schema(${version}, { debit: table(account), credit: table(account) });`;

/** A project of the application `bank`, whose money is in two tables. */
export function bankProject(database: string): string {
  return temporaryProject({
    'ntom.config.ts': `import { config } from 'ntom'; export default config({ app: 'bank', database: '${database}' });`,
    'schemas/v1.ts': schemaText(1),
    'schemas/v2.ts': schemaText(2),
    'pipelines/1to2.ts': `
      import { copy, pipeline } from 'ntom';
      import v1 from '../schemas/v1.ts';
      import v2 from '../schemas/v2.ts';
      export default pipeline(v1, v2, { debit: copy(), credit: copy() });`,
  });
}

/** Another process that moves money from one table to the other all the time. */
export interface Mover {
  /** How often it has. */
  moves(): number;
  /** Ends it when it is done with the move that it is at. Returns how often it has moved money. */
  stop(): Promise<number>;
}

/** `place`: the path of a database file, or the socket of a server. Resolves when it is at work. */
export async function moveMoney(engine: 'sqlite' | 'mysql', place: string): Promise<Mover> {
  const script = fileURLToPath(new URL('./move-money.ts', import.meta.url));
  const child = spawn(process.execPath, [script, engine, place, String(accounts)], { stdio: ['pipe', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let [moves, err] = [0, ''];
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const begun = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      moves += chunk.length;
      resolve();
    });
  });
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  await Promise.race([begun, ended]);
  const check = (): void => {
    if (err !== '') throw new Error(err);
  };
  check();
  return {
    moves: () => moves,
    async stop() {
      child.stdin.end();
      await ended;
      check();
      return moves;
    },
  };
}

/** All the money that is in an extract. */
export function moneyIn(extract: string): number {
  const { tables } = manifestOf(extract);
  const parts = tables.flatMap((table) => table.parts.map(({ path }) => readFileSync(join(extract, path), 'utf8')));
  return parts.flatMap(balances).reduce((sum, balance) => sum + balance, 0);
}

function balances(part: string): readonly number[] {
  const lines = part.trimEnd().split('\n').slice(1);
  return lines.map((line) => Number(line.split(',')[1]));
}

export function manifestOf(extract: string): Manifest {
  return JSON.parse(readFileSync(join(extract, 'manifest.json'), 'utf8')) as Manifest;
}
