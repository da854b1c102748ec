import { expect, test } from 'vitest';
import { RandomValues } from '../../bench/data-sets/random.ts';
import { hasServerBinary } from '../support/mariadb/binaries.ts';
import { needsMysql } from '../support/mariadb/needs-mysql.ts';
import { startServer } from '../support/mariadb/private-server.ts';
import { Torture } from './rounds.ts';

const rounds = 6;

// Another seed each time: what one run does not find the next may. `npm run torture -- --seed N` does the same again.
const seed = Math.floor(Math.random() * 2 ** 32);

async function torture(server: Parameters<typeof startServer>[0] | null): Promise<void> {
  await using started = server === null ? null : await startServer(server);
  using tortured = new Torture(started, new RandomValues(seed));
  console.log(`seed ${seed}`);
  for (let number = 1; number <= rounds; number += 1) expect(await tortured.round()).toMatchObject({ violations: [] });
}

test('killed at random, a command keeps its promises', { timeout: 600_000 }, () => torture(null));

test(
  'so it does on a server, which may be killed itself',
  { timeout: 600_000, ...needsMysql(hasServerBinary, 'no mariadbd') },
  () => torture({}),
);
