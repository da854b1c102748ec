import { bigint, blob, bool, date, datetime, decimal, int, json, real, schema, table, text, time } from 'ntom';

export default schema(
  1,
  {
    auth_user: table(
      {
        id: int().primaryKey().autoIncrement().declaredAs({ mysql: 'int(11)' }),
        password: text(128),
        last_login: datetime(6).nullable(),
        is_superuser: bool().declaredAs({ mysql: 'tinyint(1)' }),
        username: text(150),
        email: text(254),
        is_active: bool().declaredAs({ mysql: 'tinyint(1)' }),
        date_joined: datetime(6),
      },
      { unique: [{ name: 'username', columns: ['username'] }] },
    ),
    django_content_type: table(
      {
        id: int().primaryKey().autoIncrement().declaredAs({ mysql: 'int(11)' }),
        app_label: text(100),
        model: text(100),
      },
      { unique: [{ name: 'django_content_type_app_label_model_76bd3d3b_uniq', columns: ['app_label', 'model'] }] },
    ),
    django_migrations: table({
      id: int().primaryKey().autoIncrement(),
      app: text(255),
      name: text(255),
      applied: datetime(6),
    }),
    django_session: table(
      {
        session_key: text(40).primaryKey(),
        session_data: text(),
        expire_date: datetime(6),
      },
      { index: [{ name: 'django_session_expire_date_a5c62663', columns: ['expire_date'] }] },
    ),
    polls_choice: table(
      {
        id: int().primaryKey().autoIncrement(),
        choice_text: text(200),
        votes: int().declaredAs({ mysql: 'int(11)' }),
        question_id: int(),
      },
      {
        check: [{ name: 'votes_positive', expression: { mysql: '`votes` >= 0' } }],
        foreignKeys: [
          {
            name: 'polls_choice_question_id_c5b4b260_fk_polls_question_id',
            columns: ['question_id'],
            references: 'polls_question',
            to: ['id'],
          },
        ],
      },
    ),
    polls_question: table(
      {
        id: int().primaryKey().autoIncrement(),
        question_text: text(200),
        slug: text(50),
        token: text(32).declaredAs({ mysql: 'char(32)' }),
        pub_date: datetime(6),
        closes: date().nullable(),
        lasts: bigint(),
        votes_limit: int().declaredAs({ mysql: 'int(10) unsigned' }),
        weight: real(),
        fee: decimal(8, 2).nullable(),
        extra: json().declaredAs({ mysql: 'json' }),
        ip: text(39).declaredAs({ mysql: 'char(39)' }).nullable(),
        small: int().declaredAs({ mysql: 'smallint(6)' }),
        raw: blob().nullable(),
        at: time(6).nullable(),
        author_id: int().declaredAs({ mysql: 'int(11)' }),
      },
      {
        unique: [{ name: 'token', columns: ['token'] }],
        index: [{ name: 'polls_question_slug_2b1f4d1a', columns: ['slug'] }],
        check: [{ mysql: '`votes_limit` >= 0' }],
        foreignKeys: [
          {
            name: 'polls_question_author_id_7a4bd8d8_fk_auth_user_id',
            columns: ['author_id'],
            references: 'auth_user',
            to: ['id'],
          },
        ],
      },
    ),
    polls_question_watchers: table(
      {
        id: int().primaryKey().autoIncrement(),
        question_id: int(),
        user_id: int().declaredAs({ mysql: 'int(11)' }),
      },
      {
        unique: [
          { name: 'polls_question_watchers_question_id_user_id_1f0f2b7e_uniq', columns: ['question_id', 'user_id'] },
        ],
        foreignKeys: [
          {
            name: 'polls_question_watch_question_id_5a3c9f11_fk_polls_que',
            columns: ['question_id'],
            references: 'polls_question',
            to: ['id'],
          },
          {
            name: 'polls_question_watchers_user_id_0c6f4d72_fk_auth_user_id',
            columns: ['user_id'],
            references: 'auth_user',
            to: ['id'],
          },
        ],
      },
    ),
  },
  { collation: { mysql: 'utf8mb4_general_ci' } },
);
