import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCheck, type Check } from '../../../src/authoring/check/run-check.ts';
import { allEngineRules, dialectOf } from '../../../src/dialects/registry.ts';
import { openProject } from '../../../src/project/project.ts';
import { shopHere } from '../../cli/shop.ts';
import type { TestEngine } from '../../support/engines.ts';

/** The files of a shop without findings, with some of them in other words; null: without it. */
export type ShopFiles = Readonly<Record<string, string | null>>;

/** Here packages are imported by their paths, which have to be allowed like any other. */
export const shopConfig = `
  import { config } from 'ntom';
  export default config({ app: 'shop', database: 'sqlite:./data', imports: ['ntom', 'zod'] });`;

/** A folder with the shop, for the process of the test. */
export function checkedFolder(files: ShopFiles = {}): string {
  const written = Object.entries(files).filter((entry): entry is [string, string] => entry[1] !== null);
  const folder = shopHere({ 'ntom.config.ts': shopConfig, ...Object.fromEntries(written) });
  for (const [path, text] of Object.entries(files)) if (text === null) rmSync(join(folder, path));
  return folder;
}

export interface CheckedShop {
  readonly engine?: TestEngine;
  readonly pipeline?: string | null;
  /** Files that are written as they are: they import nothing. */
  readonly plain?: Readonly<Record<string, string>>;
}

export async function checkShop(files: ShopFiles = {}, options: CheckedShop = {}): Promise<Check> {
  const folder = checkedFolder(files);
  for (const [path, text] of Object.entries(options.plain ?? {})) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const project = await openProject(folder, folder);
  const place = (await options.engine?.place(folder)) ?? { url: project.place, app: project.app };
  const dialect = await dialectOf(place.url);
  return runCheck({
    project,
    dialect,
    locate: (version) => dialect.locate(place.url, place.app, version),
    rules: await allEngineRules(),
    pipeline: options.pipeline ?? null,
    signal: new AbortController().signal,
  });
}
