import { setTimeout as pause } from 'node:timers/promises';
import type { RandomValues } from '../../bench/data-sets/random.ts';
import type { PrivateServer } from '../support/mariadb/private-server.ts';
import { newPlace, type Place } from '../support/stopped/places.ts';
import { afterwards } from '../support/stopped/promises.ts';
import { startBuilt } from '../support/stopped/run-built.ts';
import { argvOf, prepared, scenarios, type Scenario } from '../support/stopped/scenario.ts';
import { undisturbed, type Undisturbed } from '../support/stopped/trial.ts';

/** What became of a round. */
export interface Round {
  readonly engine: 'SQLite' | 'MariaDB';
  readonly command: string;
  /** What was killed; `nothing`: the command had ended before. */
  readonly killed: 'ntom' | 'the server' | 'nothing';
  readonly afterMs: number;
  readonly violations: readonly string[];
}

interface Begun {
  readonly scenario: Scenario;
  readonly place: Place;
  readonly plain: Undisturbed;
}

/** Enough for a kill to come in the middle of the rows. */
const items = 10_000;

/** Commands that go right by themselves. */
const commands = scenarios.filter(({ astray }) => astray === null);

/** Kills commands at random times. `server`: null: on SQLite only. */
export class Torture implements Disposable {
  readonly #server: PrivateServer | null;
  readonly #random: RandomValues;
  readonly #first = new Map<Round['engine'], Place>();
  readonly #begun = new Map<string, Begun>();

  constructor(server: PrivateServer | null, random: RandomValues) {
    this.#server = server;
    this.#random = random;
  }

  async round(): Promise<Round> {
    const engine = this.#server !== null && this.#random.number() < 0.5 ? 'MariaDB' : 'SQLite';
    const scenario = commands[Math.floor(this.#random.number() * commands.length)] ?? commands[0];
    const [when, what] = [this.#random.number(), this.#random.number()];
    if (scenario === undefined) throw new TypeError('there is no command');
    const begun = await this.#begin(engine, scenario);
    const afterMs = Math.round(when * begun.plain.ms);
    const server = engine === 'MariaDB' && what < 0.5 ? this.#server : null;
    using place = begun.place.copy();
    const killed = await kill(place, scenario, afterMs, server);
    return {
      engine,
      command: scenario.name,
      killed,
      afterMs,
      violations: await afterwards(place, scenario, begun.plain),
    };
  }

  /** Of each command the beginning is made once. */
  async #begin(engine: Round['engine'], scenario: Scenario): Promise<Begun> {
    const key = `${engine} ${scenario.name}`;
    const known = this.#begun.get(key);
    if (known !== undefined) return known;
    const first = this.#first.get(engine) ?? (await newPlace(engine === 'SQLite' ? null : this.#server, items));
    this.#first.set(engine, first);
    const place = await prepared(first, scenario);
    const begun = { scenario, place, plain: await undisturbed(place, scenario) };
    this.#begun.set(key, begun);
    return begun;
  }

  [Symbol.dispose](): void {
    for (const place of [...this.#first.values(), ...[...this.#begun.values()].map((each) => each.place)])
      place[Symbol.dispose]();
  }
}

/** `server`: is killed, and started again when the command has ended; null: ntom is. */
async function kill(
  place: Place,
  scenario: Scenario,
  afterMs: number,
  server: PrivateServer | null,
): Promise<Round['killed']> {
  const running = startBuilt(place.folder, argvOf(scenario));
  let hasEnded = false;
  void running.ended.then(() => (hasEnded = true));
  await pause(afterMs);
  if (hasEnded) return 'nothing';
  if (server === null) running.kill();
  else await server.kill();
  await running.ended;
  if (server !== null) await server.restart();
  return server === null ? 'ntom' : 'the server';
}
