import { createConnection, type Connection, type ConnectionOptions, type RowDataPacket } from 'mysql2/promise';

export type TextRow = Readonly<Record<string, unknown>>;

/** A session without any of ntom's settings: an application's, or a witness's. */
export interface TestSession extends AsyncDisposable {
  readonly connection: Connection;
  /** Rows of the last statement; of one without a result, none. */
  ask(sql: string): Promise<readonly TextRow[]>;
}

export async function openSession(options: ConnectionOptions): Promise<TestSession> {
  const connection = await createConnection({
    user: 'root',
    multipleStatements: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    ...options,
  });
  connection.on('error', () => undefined);
  return {
    connection,
    async ask(sql) {
      const [rows] = await connection.query<RowDataPacket[]>(sql);
      return Array.isArray(rows) ? rows : [];
    },
    async [Symbol.asyncDispose]() {
      await connection.end().catch(() => connection.destroy());
    },
  };
}
