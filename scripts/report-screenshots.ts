import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openBrowser } from '../test/support/browser/chromium.ts';

// Pictures of a report (`npm run report:screenshots -- FILE`), on a desktop and a phone, light and dark, whole and with all details
// open, each part by
// itself too, into a folder that no version control sees.
const [file = '.ntom/reports/2to3.html'] = process.argv.slice(2);
const folder = join(import.meta.dirname, '..', 'test-report', 'report');
const devices = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

mkdirSync(folder, { recursive: true });
const browser = await openBrowser();
try {
  const page = await browser.newPage();
  for (const [device, viewport] of Object.entries(devices)) {
    for (const scheme of ['light', 'dark']) {
      await page.setViewport(viewport);
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await page.goto(pathToFileURL(resolve(file)).href);
      for (const summary of await page.$$('summary')) await summary.click();
      await page.screenshot({ path: picture(`${device}-${scheme}`), fullPage: true });
      for (const part of await page.$$('header, section')) {
        const name = await part.evaluate((element) => element.id);
        await part.screenshot({ path: picture(`${device}-${scheme}-${name === '' ? 'head' : name}`) });
      }
    }
  }
} finally {
  await browser.close();
}

function picture(name: string): `${string}.png` {
  console.log(name);
  return `${folder}/${name}.png`;
}
