import type { Diagnosis, DiagnosisRequest } from '../diagnosis.ts';
import { refusalsOf } from '../../finding.ts';
import { sqliteLocation } from './location.ts';
import { lockTarget } from './lock/lock-target.ts';
import { loadDriver } from './open.ts';

/** Takes the lock of the database for a moment: whether that can be written, and whether the system gives it, is seen by doing it. */
export async function diagnose({ location }: DiagnosisRequest): Promise<Diagnosis> {
  const found = sqliteLocation(location);
  const findings = await refusalsOf([
    async () => {
      await using _lock = await lockTarget(found, 'doctor');
    },
  ]);
  return { facts: [{ name: 'SQLite', value: await engineVersion() }], findings };
}

async function engineVersion(): Promise<string> {
  const Driver = await loadDriver();
  const database = new Driver(':memory:');
  try {
    return String(database.prepare('SELECT sqlite_version()').pluck().get());
  } finally {
    database.close();
  }
}
