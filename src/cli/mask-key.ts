import type { Session } from './session.ts';

/** The key that fixtures of the project are masked with. Tells if it had to be made. */
export async function maskKeyOf(session: Session): Promise<string> {
  const { maskKey } = await import('../project/mask-key.ts');
  const { directory } = await session.project();
  return maskKey(directory, session.context.env['NTOM_MASK_KEY'], (file) => {
    const message = `${file} is made: who has it makes the same fixtures. Keep it out of version control`;
    session.report.onEvent({ type: 'notice', message });
  });
}
