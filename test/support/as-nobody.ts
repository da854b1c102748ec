/** The user and group that own nothing, on most systems. */
const nobody = 65534;

/** Permissions do not bind root: only root can become somebody whom they bind. */
export const canActAsNobody = process.geteuid?.() === 0;

/** Does work as a user without rights, in this process, and takes the rights back. */
export async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  process.setegid?.(nobody);
  process.seteuid?.(nobody);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
  }
}
