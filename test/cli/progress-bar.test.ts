import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createSession } from '../../src/cli/session.ts';
import { fakeContext } from './fake-context.ts';

/** A terminal as far as the bar can tell. */
class Terminal extends Writable {
  readonly isTTY = true;
  readonly columns = 100;
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

test('a terminal has a bar with rows, rows per second, time left and the table', () => {
  const terminal = new Terminal();
  const context = { ...fakeContext(), stderr: terminal };
  let nowMs = 0;
  const { report } = createSession([], { ...context, now: () => nowMs });
  report.onEvent({ type: 'phase-started', phase: 'load', schema: 3, tables: 1, rows: 4000 });
  nowMs = 1000;
  report.onEvent({ type: 'rows', phase: 'load', table: 'city', rows: 1000 });
  report.onEvent({ type: 'notice', message: 'a line of its own' });
  report.close();
  expect(terminal.text).toContain('load 3 [                    ] 0%, 0 of 4,000 rows');
  expect(terminal.text).toContain('a line of its own\n');
  expect(terminal.text).toContain(
    'load 3 [=====               ] 25%, city, 1,000 of 4,000 rows, 1,000 rows/s, 3.0 s left',
  );
  expect(context.out()).toBe('');
});
