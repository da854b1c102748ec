import { expect, test } from 'vitest';
import { newPlace } from '../support/stopped/places.ts';
import { prepared, scenarios } from '../support/stopped/scenario.ts';
import { stoppedAt, undisturbed, type Mode } from '../support/stopped/trial.ts';

/** What makes a step of the chain, or half of one, final. */
const finals = ['folder.publish', 'database.publish', 'record.publish'];

test(
  'migrate by way of another schema, killed wherever something gets its name, ends as if it had not been',
  {
    timeout: 600_000,
  },
  async () => {
    const scenario = scenarios.find(({ name }) => name === 'migrate by way of schema 2');
    if (scenario === undefined) throw new Error('there is no such scenario');
    using place = await newPlace(null);
    using begun = await prepared(place, scenario);
    const plain = await undisturbed(begun, scenario);
    const passed = plain.passed.filter(({ step }) => finals.includes(step));
    const passes = finals.map((final) => passed.filter(({ step }) => step === final).length);
    expect(passes).toEqual([2, 2, 4]);
    for (const pass of passed) {
      for (const mode of ['kill', 'kill after'] satisfies Mode[]) {
        const { violations } = await stoppedAt(begun, scenario, { ...pass, mode }, plain);
        expect(violations, `${pass.step}#${pass.nth} ${mode}`).toEqual([]);
      }
    }
  },
);
