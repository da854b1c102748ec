/** The code of ntom with one mistake in it, and the tests that have to see it. */
export interface Mutation {
  readonly name: string;
  readonly file: string;
  /** Each is there exactly once, and becomes the other. */
  readonly changes: readonly (readonly [from: string, to: string])[];
  /** What is given to vitest. */
  readonly tests: readonly string[];
}

export const mutations: readonly Mutation[] = [
  {
    name: 'the checksum of a part is not compared',
    file: 'src/format/verify-parts.ts',
    changes: [['if (sha256 !== due.sha256)', "if (sha256 === '')"]],
    tests: ['test/format/verify-parts.test.ts'],
  },
  {
    name: 'a database gets its name before it is synced',
    file: 'src/dialects/sqlite/publish.ts',
    changes: [
      ["    await step('database.sync', () => sync(partial));\n", ''],
      [
        "    await step('database.publish', () => rename(partial, final.path));\n",
        "    await step('database.publish', () => rename(partial, final.path));\n    await step('database.sync', () => sync(final.path));\n",
      ],
    ],
    tests: ['test/failpoints/order.test.ts'],
  },
  {
    name: 'the ledger is written after the transaction of its part',
    file: 'src/dialects/mysql/building/load-part.ts',
    changes: [
      ["  await step('parts.write-ledger', () => connection.run(entry), asServerError);\n", ''],
      [
        "  await step('parts.commit', () => connection.run('COMMIT'), asServerError);\n",
        "  await step('parts.commit', () => connection.run('COMMIT'), asServerError);\n  await step('parts.write-ledger', () => connection.run(entry), asServerError);\n",
      ],
    ],
    tests: ['test/failpoints/stopped.test.ts', '-t', 'on MariaDB'],
  },
];
