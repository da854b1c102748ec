import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';

/** Debian's browser; undefined: it is not installed. */
export const chromium: string | undefined = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'chromium'))
  .find((file) => existsSync(file));

/** A browser without a window. It can open pages of this machine alone: no network is asked for by any of them. */
export async function openBrowser(): Promise<Browser> {
  if (chromium === undefined) throw new Error('there is no chromium');
  // In a container the sandbox of the browser has nothing to build on.
  return puppeteer.launch({
    executablePath: chromium,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}
