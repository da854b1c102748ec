import { failure, NtomError } from '../errors.ts';

/**
 * Runs the query of a table, and says of a refused one where it is written: the database does not know.
 *
 * @throws {NtomError} `QUERY_REFUSED` that names pipeline and table; everything else as it is.
 */
export async function namingQuery<T>(pipeline: string, table: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof NtomError) || error.code !== 'QUERY_REFUSED') throw error;
    const { query, reason } = error.details;
    const where = `pipeline ${pipeline}, table ${table}`;
    throw failure('QUERY_REFUSED', { where, query: String(query), reason: String(reason) }, error.cause);
  }
}
