import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runBuilt } from '../../support/stopped/run-built.ts';
import { shop } from '../shop.ts';

test.each(['report.create', 'report.write', 'report.sync', 'report.publish'])(
  'a report that fails at %s leaves the one before as it was, and nothing beside it',
  async (failpoint) => {
    const folder = shop();
    const argv = ['report', '1to2', '--out', 'page.html'];
    expect(await runBuilt(folder, argv)).toMatchObject({ code: 0 });
    const before = readFileSync(join(folder, 'page.html'), 'utf8');
    const there = readdirSync(folder);
    const { code, err } = await runBuilt(folder, argv, `${failpoint}=ENOSPC`);
    expect(code).toBe(2);
    expect(err).toContain('[WRITE_FAILED]');
    expect(readFileSync(join(folder, 'page.html'), 'utf8')).toBe(before);
    expect(readdirSync(folder)).toEqual(there);
  },
);

test.each(['report.write', 'report.publish'])(
  'a report that is killed at %s leaves the one before, and the next one removes what was begun',
  async (failpoint) => {
    const folder = shop();
    const argv = ['report', '1to2', '--out', 'page.html'];
    expect(await runBuilt(folder, argv)).toMatchObject({ code: 0 });
    const before = readFileSync(join(folder, 'page.html'), 'utf8');
    const there = readdirSync(folder);
    expect(await runBuilt(folder, argv, `${failpoint}=kill`)).toMatchObject({ signal: 'SIGKILL' });
    expect(readFileSync(join(folder, 'page.html'), 'utf8')).toBe(before);
    expect(readdirSync(folder)).not.toEqual(there);
    expect(await runBuilt(folder, argv)).toMatchObject({ code: 0 });
    expect(readdirSync(folder)).toEqual(there);
  },
);
