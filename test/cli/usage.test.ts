import { describe, expect, test } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { run } from '../../src/cli/run.ts';
import { fakeContext } from './fake-context.ts';

async function ntom(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const context = fakeContext();
  const code = await run(argv, context);
  return { code, out: context.out(), err: context.err() };
}

describe('a wrong command line', () => {
  test.each([
    [['extrct', '2to3'], "unknown command 'extrct' (Did you mean extract?)", 'ntom --help'],
    [
      ['extract', '2to3', '--fromat', 'csv'],
      "unknown option '--fromat' (Did you mean --format?)",
      'ntom extract --help',
    ],
    [['load', '3', '--projct', 'x'], "unknown option '--projct' (Did you mean --project?)", 'ntom load --help'],
    [['--jsn', 'status'], "unknown option '--jsn' (Did you mean --json?)", 'ntom status --help'],
    [['load', '3', '--parallel', '2'], "unknown option '--parallel'", 'ntom load --help'],
    [['extract'], "missing required argument 'pipeline'", 'ntom extract --help'],
    [['status', 'all'], "too many arguments for 'status'", 'ntom status --help'],
    [['extract', '2-3'], "'2-3' is invalid for argument 'pipeline'", 'ntom extract --help'],
    [['extract', '0to3'], "'0to3' is invalid", 'ntom extract --help'],
    [['load', '3.1'], "'3.1' is invalid for argument 'version'. It has to be a schema version", 'ntom load --help'],
    [['load', '0'], "'0' is invalid", 'ntom load --help'],
    [['url', 'v3'], "'v3' is invalid", 'ntom url --help'],
    [['migrate', '--to', 'x'], "option '--to <version>' argument 'x' is invalid", 'ntom migrate --help'],
    [
      ['extract', '2to3', '--format', 'xml'],
      "argument 'xml' is invalid. Allowed choices are csv, jsonl",
      'ntom extract --help',
    ],
    [['extract', '3', '--compress', 'bzip2'], 'Allowed choices are zstd, gzip', 'ntom extract --help'],
    [['load', '3', '--verify', 'half'], 'Allowed choices are full, count, none', 'ntom load --help'],
    [
      ['extract', '2to3', '--max-rejects', '-1'],
      "argument '-1' is invalid. It has to be a whole number",
      'ntom extract --help',
    ],
    [['load', '3', '--to'], "option '--to <url>' argument missing", 'ntom load --help'],
    [[], 'no command was given', 'ntom --help'],
  ])('%j', async (argv, problem, next) => {
    const { code, out, err } = await ntom(...argv);
    expect(err).toContain(`ntom: `);
    expect(err).toContain(problem);
    expect(err).toContain(`[USAGE_WRONG]\n  next: ${next}\n`);
    expect({ code, out }).toEqual({ code: 64, out: '' });
  });

  test('is reported as JSON where JSON was asked for', async () => {
    const { code, out, err } = await ntom('load', 'x', '--json');
    const event: unknown = JSON.parse(out);
    expect(event).toMatchObject({ event: 'error', code: 'USAGE_WRONG', state: [], next: 'ntom load --help' });
    expect({ code, err }).toEqual({ code: 64, err: '' });
  });
});

describe('help', () => {
  const commands = createProgram().commands.map((command) => command.name());

  test('lists the commands', async () => {
    const { code, out, err } = await ntom('--help');
    const authoring = ['init', 'pull', 'new', 'diff', 'check', 'release'];
    const phases = ['rehearse', 'extract', 'seal', 'load', 'verify', 'migrate', 'rollback-report', 'prune'];
    expect(commands).toEqual([
      ...authoring,
      ...phases,
      'fixture',
      'status',
      'doctor',
      'report',
      'url',
      'create',
      'explain',
      'completion',
    ]);
    for (const command of commands) expect(out).toMatch(new RegExp(`^  ${command} `, 'm'));
    expect(out).toContain('130  Ctrl-C');
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  test.each(commands)('of %s has examples and the global options', async (command) => {
    const { code, out } = await ntom(command, '--help');
    expect(out).toContain(`Usage: ntom ${command}`);
    expect(out).toMatch(new RegExp(`^Examples:\n  ntom ${command}`, 'm'));
    expect(out).toContain('--project <dir>');
    expect(code).toBe(0);
  });

  test('version', async () => {
    expect((await ntom('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

test.each([[['--project', '/nowhere', 'status']], [['status', '--project', '/nowhere']]])(
  'a global option may stand before and after the command: %j',
  async (argv) => {
    const { code, err } = await ntom(...argv);
    expect(err).toBe('ntom: no ntom.config.ts in /nowhere   [PROJECT_NOT_FOUND]\n');
    expect(code).toBe(64);
  },
);
