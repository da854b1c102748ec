import { failure, reasonOf } from '../../../errors.ts';
import type { Source } from '../../source.ts';
import { connect } from '../open.ts';
import type { MemoryAccess } from './copy-to-memory.ts';
import { readOnlySource } from './read-only-source.ts';

/** Its bytes become another database: who writes to the one meanwhile does not change what is read. */
export async function openCopy(access: MemoryAccess): Promise<Source> {
  const connection = await connect(bytesOf(access), {});
  try {
    return readOnlySource(connection);
  } catch (error) {
    connection[Symbol.dispose]();
    throw error;
  }
}

function bytesOf({ database }: MemoryAccess): Buffer {
  // The bytes are those before the transaction.
  if (database.inTransaction) throw failure('FIXTURE_UNREADABLE', { reason: 'a transaction is open' });
  try {
    return database.serialize();
  } catch (error) {
    throw failure('FIXTURE_UNREADABLE', { reason: reasonOf(error) }, error);
  }
}
