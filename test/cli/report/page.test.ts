/// <reference lib="dom" />
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../../support/browser/chromium.ts';
import { needsChromium } from '../../support/browser/needs-chromium.ts';
import { done, hostile, hostileShop } from './hostile-shop.ts';

const devices = [
  { device: 'desktop', width: 1280, height: 900 },
  { device: 'phone', width: 360, height: 740 },
];
const looks = devices.flatMap((device) => (['light', 'dark'] as const).map((scheme) => ({ ...device, scheme })));

describe('the page of a report', { timeout: 120_000, ...needsChromium() }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'ntom-page-'));
  const file = join(folder, 'page.html');
  const url = pathToFileURL(file).href;
  let browser: Browser;

  beforeAll(async () => (browser = await openBrowser()));

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** Made by the first test that asks for it. */
  async function makePage(): Promise<void> {
    if (existsSync(file)) return;
    const project = await hostileShop();
    const lines = ['rehearse 1to2', 'extract 1to2', 'load 2', 'verify 2', `report --out ${file}`];
    for (const line of lines) await done(project, ...line.split(' '));
  }

  /** With all that the browser complains of, and all that it asks for. */
  async function opened(): Promise<{ page: Page; told: string[]; asked: string[] }> {
    await makePage();
    const page = await browser.newPage();
    const [told, asked]: [string[], string[]] = [[], []];
    page.on('console', (message) => told.push(message.text()));
    page.on('pageerror', (error) => told.push(String(error)));
    page.on('dialog', (dialog) => {
      told.push(dialog.message());
      void dialog.dismiss();
    });
    page.on('request', (request) => asked.push(request.url()));
    return { page, told, asked };
  }

  test.each(looks)('is sound on a $device in $scheme', async ({ width, height, scheme }) => {
    const { page, told, asked } = await opened();
    await page.setViewport({ width, height });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.goto(url);
    expect({ told, asked }).toEqual({ told: [], asked: [url] });
    for (const summary of await page.$$('summary')) await summary.click();
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth] as const);
    expect(widths[0]).toBeLessThanOrEqual(widths[1]);
    const background = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(background).toBe(scheme === 'light' ? 'rgb(253, 253, 252)' : 'rgb(21, 24, 28)');
    await page.evaluate(axe.source);
    const violations = await page.evaluate(async () => {
      const { axe: checker } = window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      return (await checker.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });
    expect(violations).toEqual([]);
    await page.close();
  });

  test('has headings in order, links that lead somewhere, and every text as it is', async () => {
    const { page } = await opened();
    await page.goto(url);
    const found = await page.evaluate(() => ({
      levels: [...document.querySelectorAll('h1, h2, h3')].map(({ tagName }) => Number(tagName[1])),
      dead: [...document.querySelectorAll('a')]
        .map((link) => link.getAttribute('href') ?? '')
        .filter((href) => !href.startsWith('#') || document.querySelector(href) === null),
      text: document.body.textContent ?? '',
      drawings: [...document.querySelectorAll('svg')].map(
        (svg) =>
          (svg.querySelector('title')?.textContent ?? '').length > 0 &&
          (svg.querySelector('desc')?.textContent ?? '').length > 0,
      ),
    }));
    expect(found.levels[0]).toBe(1);
    for (const [index, level] of found.levels.entries())
      expect(level - (found.levels[index - 1] ?? level)).toBeLessThanOrEqual(1);
    expect(found.dead).toEqual([]);
    expect(found.text).toContain(hostile);
    expect(found.drawings.length).toBeGreaterThan(2);
    expect(found.drawings.every(Boolean)).toBe(true);
    await page.close();
  });

  test('is reached by the keyboard: every link, every fold, every box that scrolls', async () => {
    const { page } = await opened();
    await page.goto(url);
    const due = await page.evaluate(() => {
      const all = [...document.querySelectorAll<HTMLElement>('a, summary, [tabindex="0"]')].filter((element) =>
        element.checkVisibility(),
      );
      for (const [index, element] of all.entries()) element.dataset['order'] = String(index);
      return all.length;
    });
    const reached: (string | undefined)[] = [];
    for (let count = 0; count < due; count++) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['order']));
    }
    expect(reached).toEqual(Array.from({ length: due }, (_, index) => String(index)));
    await page.focus('summary');
    await page.keyboard.press('Enter');
    expect(await page.$eval('details', (details) => details.open)).toBe(true);
    await page.close();
  });
});
