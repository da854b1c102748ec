import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { manualPage } from '../../scripts/manual-page.ts';
import { commandsOf } from '../../scripts/program-help.ts';
import { createProgram } from '../../src/cli/program.ts';
import { needs } from '../support/needs.ts';

const repository = join(import.meta.dirname, '..', '..');
const { man } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { man: string };
const page = join(repository, man);
const isInstalled = (command: string): boolean => spawnSync('which', [command]).status === 0;

test('the page in the package is what the program says', () => {
  expect(existsSync(page)).toBe(true);
  expect(readFileSync(page, 'utf8')).toBe(manualPage(createProgram()));
});

/** What a reader sees of the page, without the breaks of its lines. */
const readers = {
  mandoc: ['-T', 'utf8', '-O', 'width=1000'],
  man: ['--warnings', '-l'],
} as const;

describe.each(Object.keys(readers) as (keyof typeof readers)[])('%s', (reader) => {
  test('shows every command and every option', needs(isInstalled(reader), `no ${reader}`), () => {
    const argv = [...readers[reader], page];
    const env = { ...process.env, MANWIDTH: '1000', LC_ALL: 'C.UTF-8', MANPAGER: 'cat', GROFF_NO_SGR: '' };
    const { stdout, stderr } = spawnSync(reader, argv, { encoding: 'utf8', env });
    // A bold letter is typed twice.
    const shown = stdout.replaceAll(/.[\b]/g, '').replaceAll(/\s+/g, ' ');
    expect(stderr).toBe('');
    for (const { name, command } of commandsOf(createProgram())) {
      expect(shown).toContain(name);
      for (const option of command.options) expect(shown).toContain(option.flags);
    }
    expect(shown).toContain('NTOM_MYSQL_PASSWORD');
    expect(shown).toContain('130 Ctrl-C');
  });
});

test('mandoc finds nothing wrong but that it has no date', needs(isInstalled('mandoc'), 'no mandoc'), () => {
  const found = execFileSync('sh', ['-c', 'mandoc -T lint -W warning "$1" || true', 'sh', page], { encoding: 'utf8' });
  expect(found.split('\n').filter((line) => line !== '' && !line.includes('missing date'))).toEqual([]);
});
