import { parseArgs } from 'node:util';
import { RandomValues } from '../../bench/data-sets/random.ts';
import { hasServerBinary } from '../support/mariadb/binaries.ts';
import { startServer } from '../support/mariadb/private-server.ts';
import { Torture } from './rounds.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string' }, seed: { type: 'string' } } });
const rounds = Number(values.rounds ?? 200);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 32));

console.log(`seed ${seed}${hasServerBinary ? '' : ', without MariaDB: it is not at hand'}`);
const server = hasServerBinary ? await startServer() : null;
const kills = { ntom: 0, 'the server': 0, nothing: 0 };
let broken = 0;
{
  using torture = new Torture(server, new RandomValues(seed));
  for (let number = 1; number <= rounds; number += 1) {
    const { engine, command, killed, afterMs, violations } = await torture.round();
    kills[killed] += 1;
    broken += violations.length;
    const is = violations.length === 0 ? 'kept' : violations.join('; ');
    console.log(`${number} ${engine}, ${command}: ${killed} killed after ${afterMs} ms: ${is}`);
  }
}
await server?.[Symbol.asyncDispose]();
const told = `${kills.ntom} times ntom, ${kills['the server']} times the server, ${kills.nothing} times too late`;
console.log(`${rounds} rounds, killed: ${told}; ${broken} violations`);
process.exitCode = broken === 0 ? 0 : 1;
