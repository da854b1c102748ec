import { openSession } from './session.ts';

/** The server that runs on this machine already, for root without a password. */
export const runningServer = { host: '127.0.0.1', port: 3306, url: 'mysql://root@127.0.0.1:3306' } as const;

/** Whether it is there. Asked once, when the tests are collected. */
export const hasRunningServer = await answers();

async function answers(): Promise<boolean> {
  try {
    const session = await openSession({ host: runningServer.host, port: runningServer.port, connectTimeout: 2000 });
    await session[Symbol.asyncDispose]();
    return true;
  } catch {
    return false;
  }
}
