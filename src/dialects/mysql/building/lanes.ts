import type { MysqlConnection } from '../open.ts';

type Work = (connection: MysqlConnection) => Promise<void>;

/** Sessions that load parts at the same time: as many as there are parts under way, each opened when it is first needed. */
export class Lanes implements AsyncDisposable {
  readonly #open: () => Promise<MysqlConnection>;
  readonly #opened: MysqlConnection[] = [];
  readonly #idle: MysqlConnection[];
  /** What is under way, by table. */
  readonly #running = new Map<string, Promise<unknown>>();
  #error: Error | null = null;

  /** `first`: a session that is there already. It stays open. */
  constructor(first: MysqlConnection, open: () => Promise<MysqlConnection>) {
    this.#idle = [first];
    this.#open = open;
  }

  /**
   * Does the work in a session that nobody else uses meanwhile. After a first error no other work is begun; what is under way
   * is finished.
   *
   * @param isShared Whether the table takes several parts at the same time; otherwise they wait for each other.
   */
  run(table: string, isShared: boolean, work: Work): Promise<void> {
    const before = this.#running.get(table);
    const running = isShared || before === undefined ? this.#do(work) : before.then(() => this.#do(work));
    const settled = running.catch(() => undefined);
    this.#running.set(table, before === undefined ? settled : Promise.all([before, settled]));
    return running;
  }

  async #do(work: Work): Promise<void> {
    if (this.#error !== null) throw this.#error;
    const connection = this.#idle.pop() ?? (await this.#another());
    try {
      await work(connection);
    } catch (error) {
      this.#error ??= error as Error;
      await connection.run('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      this.#idle.push(connection);
    }
  }

  async #another(): Promise<MysqlConnection> {
    const connection = await this.#open();
    this.#opened.push(connection);
    return connection;
  }

  /** Waits for what is under way. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#running.values());
    for (const connection of this.#opened) await connection[Symbol.asyncDispose]();
  }
}
