import { entry } from './entry.ts';

/** Of `doctor`, beside what extract and load refuse. */
export const doctorErrors = {
  DOCTOR_FOUND: entry<{ errors: number; warnings: number }>({
    exit: 'findings',
    message: (d) => `${d.errors} ${d.errors === 1 ? 'thing' : 'things'} will not work here`,
    example: { errors: 2, warnings: 1 },
    cause: 'The lines before it say what, each with its code and what mends it.',
    cure: 'Mend them, and run `ntom doctor` again.',
  }),
  DOCTOR_SETTING: entry<{ server: string; setting: string; value: string; effect: string }>({
    exit: 'done',
    message: (d) => `${d.server} has ${d.setting} = ${d.value}: ${d.effect}`,
    example: {
      server: 'db.example.org:3306',
      setting: 'local_infile',
      value: 'OFF',
      effect: 'rows are sent as statements, which is slower and limited by max_allowed_packet',
    },
    cause: "The setting is the server's own. ntom works with it, but not as well as it could.",
    cure: 'Ask whoever runs the server for another value, or leave it.',
  }),
  DOCTOR_SETTING_REFUSES: entry<{ server: string; setting: string; value: string; effect: string }>({
    exit: 'findings',
    message: (d) => `${d.server} has ${d.setting} = ${d.value}: ${d.effect}`,
    example: {
      server: 'db.example.org:3306',
      setting: 'read_only',
      value: 'ON',
      effect: 'nothing can be created, loaded or removed here',
    },
    cause: 'The server refuses what a load has to do.',
    cure: 'Change the setting for the time of the load, or load into another server.',
  }),
  DOCTOR_CLOCK: entry<{ server: string; seconds: number }>({
    exit: 'done',
    message: (d) =>
      `the clock of ${d.server} is ${Math.abs(d.seconds)} s ${d.seconds > 0 ? 'ahead of' : 'behind'} the one here`,
    example: { server: 'db.example.org:3306', seconds: -94 },
    cause: 'One of the two machines does not keep the time. Times in messages and records are then hard to compare.',
    cure: 'Let both machines take the time from the network.',
  }),
  DOCTOR_DISK_SHORT: entry<{ folder: string; neededBytes: number; freeBytes: number; what: string }>({
    exit: 'findings',
    message: (d) => `${d.folder} has ${d.freeBytes} bytes free, where ${d.what} may take ${d.neededBytes}`,
    example: {
      folder: '/srv/app/data',
      neededBytes: 8_400_000_000,
      freeBytes: 5_100_000_000,
      what: 'the next extract and database',
    },
    cause:
      'An extract and a database of the next version need room beside those that are there. It is estimated from the newest.',
    cure: 'Make room: `ntom prune --dry-run` lists what may go. `ntom rehearse` measures what an extract takes.',
  }),
  DOCTOR_NETWORK_DISK: entry<{ folder: string; fileSystem: string }>({
    exit: 'done',
    message: (d) => `${d.folder} is on a network file system (${d.fileSystem})`,
    example: { folder: '/mnt/share/data', fileSystem: 'nfs' },
    cause: 'Locks of a network file system may not hold, and what is said to be written may not be on a disk yet.',
    cure: 'Keep databases and extracts on a disk of this machine, and copy a complete extract.',
  }),
  DOCTOR_LEFTOVER: entry<{ what: string; is: string; next: string }>({
    exit: 'done',
    message: (d) => `${d.what} is left of a run that was ended: ${d.is}`,
    example: { what: 'app_v3.db.partial-5f0c2a9e', is: 'a database that was not completed', next: 'ntom load 3' },
    cause: 'A run was killed, or the machine stopped. Nothing of it has a final name.',
    cure: '`ntom status` names the command that goes on with it or removes it.',
  }),
};
