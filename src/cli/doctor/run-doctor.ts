import { failure } from '../../errors.ts';
import { placeOf } from '../place.ts';
import type { CommandResult } from '../report/report.ts';
import type { Session } from '../session.ts';
import { doctorText } from './doctor-text.ts';
import { examine } from './examine.ts';

export interface DoctorRequest {
  readonly to?: string;
}

/**
 * Examines a project and a place as a command asks for it.
 *
 * @throws {NtomError} `DOCTOR_FOUND` if something will not work, after telling it all.
 */
export async function runDoctor(session: Session, { to }: DoctorRequest): Promise<CommandResult> {
  const place = await placeOf(session, to);
  const diagnosis = await examine(place);
  const { findings } = diagnosis;
  const text = doctorText(diagnosis);
  const result = { command: 'doctor', data: { ...diagnosis }, text, isAnswer: true, next: null };
  const [first, ...others] = findings.filter(({ severity }) => severity === 'error');
  if (first === undefined) return result;
  session.report.step(result);
  const errors = others.length + 1;
  throw failure('DOCTOR_FOUND', { ...diagnosis, errors, warnings: findings.length - errors }).withAftermath({
    state: [{ what: 'databases and extracts', is: 'unchanged' }],
    next: `ntom explain ${first.code}`,
  });
}
