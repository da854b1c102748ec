import { bigint, blob, bool, date, enumeration, int, real, schema, table, text } from 'ntom';

export default schema(
  1,
  {
    'Größe €': table({
      '1': int().nullable(),
      'naïve ☃': text().nullable().unique(),
      "it's": text().nullable(),
    }),
    // ON CONFLICT IGNORE of the unique key over full name, born in People is not in the schema: a conflict is an
    // error in every database that ntom makes
    People: table(
      {
        Id: int().primaryKey(),
        'full name': text().declaredAs({ sqlite: 'VARYING CHARACTER' }).collation({ sqlite: 'NOCASE' }),
        nick: text(12).declaredAs({ sqlite: 'nchar ( 12 )' }).nullable().default('nobody'),
        born: date().declaredAs({ sqlite: 'Date' }).nullable(),
        height: real().declaredAs({ sqlite: 'floating point' }).nullable(),
        married: bool().declaredAs({ sqlite: 'Boolean' }).nullable(),
        sex: enumeration(['f', 'm', 'x']).nullable(),
        motto: text(20).nullable().default("it's (fine), really"),
        anything: int().nullable(),
        Balance: real().declaredAs({ sqlite: 'money' }).nullable().default(-0.5),
        boss: int().nullable().references('People.Id'),
      },
      {
        unique: [['full name', 'born']],
        index: [{ name: 'by "name"', columns: ['full name'] }],
        check: [
          { name: 'nick_short', expression: { sqlite: 'length(nick) <= 12' } },
          { sqlite: 'married in (0,1)' },
          { name: 'solvent', expression: { sqlite: 'Balance > -1e3' } },
          { sqlite: 'height is null or height > 0' },
          { sqlite: "nick <> ''" },
        ],
      },
    ),
    Strictly: table(
      {
        id: int().primaryKey().declaredAs({ sqlite: 'INT' }),
        v: text().declaredAs({ sqlite: 'ANY' }).nullable(),
        t: text().default('').unique(),
        b: blob().nullable(),
      },
      { attributes: { sqlite: 'WITHOUT ROWID' } },
    ),
    order: table(
      {
        group: int().declaredAs({ sqlite: 'INT' }),
        select: text(10).declaredAs({ sqlite: 'TEXT(10)' }),
        key: text().nullable().default('a').collation({ sqlite: 'RTRIM' }),
        'quote"d': blob().nullable().default(new Uint8Array([0, 255])),
        total: int().nullable().generated({ sqlite: '"group" * 2' }),
        stored: text().generated({ sqlite: '"select" || \'!\'' }, { stored: true }),
        added: bigint().declaredAs({ sqlite: 'UNSIGNED BIG INT' }).nullable().defaultSql({ sqlite: '1 + 1' }),
      },
      {
        primaryKey: ['group', 'select'],
        foreignKeys: [
          {
            name: 'person fk',
            columns: ['group'],
            references: 'People',
            to: ['Id'],
            onDelete: 'set default',
            onUpdate: 'cascade',
            deferred: true,
          },
        ],
        attributes: { sqlite: 'WITHOUT ROWID' },
      },
    ),
  },
  {
    indexes: {
      'born once': {
        sqlite: 'CREATE UNIQUE INDEX "born once" ON People (born DESC, "full name") WHERE born IS NOT NULL',
      },
      people_nick: { sqlite: 'CREATE INDEX people_nick ON People (nick COLLATE NOCASE)' },
    },
    views: {
      grown: {
        sqlite: `WITH "grown" (Name, Tall) AS (
SELECT "full name", height > 1.8 FROM People -- with names of its own
)
SELECT * FROM "grown"`,
      },
    },
    triggers: {
      noted: {
        sqlite: `CREATE TRIGGER noted AFTER UPDATE OF nick ON People WHEN new.nick <> old.nick BEGIN
  UPDATE People SET motto = 'was ' || old.nick WHERE Id = new.Id; -- done
END`,
      },
    },
  },
);
