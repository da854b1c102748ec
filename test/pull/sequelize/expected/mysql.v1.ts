import { blob, bool, date, datetime, decimal, enumeration, int, json, real, schema, table, text, time } from 'ntom';

export default schema(
  1,
  {
    Projects: table(
      {
        id: int().primaryKey().autoIncrement().declaredAs({ mysql: 'int(10) unsigned' }),
        title: text(255).default(''),
        budget: decimal(10, 2).nullable(),
        progress: real().declaredAs({ mysql: 'float' }).nullable(),
        ratio: real().nullable(),
        due: date().nullable(),
        startsAt: time().nullable(),
        options: json().declaredAs({ mysql: 'json' }).nullable(),
        logo: blob().declaredAs({ mysql: 'blob' }).nullable(),
        createdAt: datetime(),
        updatedAt: datetime(),
        OwnerId: int().declaredAs({ mysql: 'int(11)' }).nullable(),
      },
      {
        unique: [{ name: 'projects__owner_id_title', columns: ['OwnerId', 'title'] }],
        index: [{ name: 'projects_title', columns: ['title'] }],
        foreignKeys: [
          {
            name: 'Projects_ibfk_1',
            columns: ['OwnerId'],
            references: 'Users',
            to: ['id'],
            onDelete: 'set null',
            onUpdate: 'cascade',
          },
        ],
      },
    ),
    SequelizeMeta: table(
      {
        name: text(255).primaryKey().collation({ mysql: 'utf8mb3_unicode_ci' }),
      },
      { unique: [{ name: 'name', columns: ['name'] }] },
    ),
    UserProjects: table(
      {
        role: text(255).nullable(),
        createdAt: datetime(),
        updatedAt: datetime(),
        UserId: int().declaredAs({ mysql: 'int(11)' }),
        ProjectId: int().declaredAs({ mysql: 'int(10) unsigned' }),
      },
      {
        primaryKey: ['UserId', 'ProjectId'],
        index: [{ name: 'ProjectId', columns: ['ProjectId'] }],
        foreignKeys: [
          {
            name: 'UserProjects_ibfk_1',
            columns: ['UserId'],
            references: 'Users',
            to: ['id'],
            onDelete: 'cascade',
            onUpdate: 'cascade',
          },
          {
            name: 'UserProjects_ibfk_2',
            columns: ['ProjectId'],
            references: 'Projects',
            to: ['id'],
            onDelete: 'cascade',
            onUpdate: 'cascade',
          },
        ],
      },
    ),
    Users: table(
      {
        id: int().primaryKey().autoIncrement().declaredAs({ mysql: 'int(11)' }),
        username: text(255),
        passwordHash: text(60).declaredAs({ mysql: 'char(60)' }).nullable().collation({ mysql: 'utf8mb4_bin' }),
        isAdmin: bool().declaredAs({ mysql: 'tinyint(1)' }).nullable().default(false),
        state: int().declaredAs({ mysql: 'tinyint(1)' }).default(1).attributes({ mysql: "COMMENT 'ntom: int'" }),
        plan: enumeration(['free', "it's paid"]).nullable().default('free'),
        uuid: text(36).declaredAs({ mysql: 'char(36)' }).nullable().collation({ mysql: 'utf8mb4_bin' }),
        lastLogin: datetime().nullable(),
        createdAt: datetime(),
        updatedAt: datetime(),
        deletedAt: datetime().nullable(),
      },
      { unique: [{ name: 'username', columns: ['username'] }, { name: 'users_uuid', columns: ['uuid'] }] },
    ),
  },
  { collation: { mysql: 'utf8mb4_general_ci' } },
);
