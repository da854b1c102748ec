import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createSession } from '../../src/cli/session.ts';
import { fakeContext } from './fake-context.ts';

/** A terminal as far as the bar can tell. */
class Terminal extends Writable {
  readonly isTTY = true;
  columns = 100;
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

test('a terminal has a bar with time left, table, rows, rows per second and memory', () => {
  const terminal = new Terminal();
  const context = { ...fakeContext(), stderr: terminal };
  let nowMs = 0;
  const { report } = createSession([], { ...context, now: () => nowMs });
  report.onEvent({ type: 'phase-started', phase: 'load', schema: 3, tables: 1, rows: 4000 });
  nowMs = 1000;
  report.onEvent({ type: 'rows', phase: 'load', table: 'city', rows: 1000 });
  report.onEvent({ type: 'notice', message: 'a line of its own' });
  nowMs = 2000;
  report.onEvent({ type: 'rows', phase: 'load', table: 'city', rows: 1000 });
  report.close();
  expect(terminal.text).toContain('load 3 [                    ] 0%, 0 of 4,000 rows');
  expect(terminal.text).toContain('a line of its own\n');
  expect(terminal.text).toContain(
    'load 3 [==========          ] 50%, 2.0 s left, city, 2,000 of 4,000 rows, 1,000 rows/s, 210 MB',
  );
  expect(context.out()).toBe('');
});

test('a terminal that becomes narrower has no rest of the line that it broke', () => {
  const terminal = new Terminal();
  const { report } = createSession([], { ...fakeContext(), stderr: terminal });
  report.onEvent({ type: 'phase-started', phase: 'load', schema: 3, tables: 1, rows: 4000 });
  terminal.columns = 20;
  terminal.text = '';
  report.onEvent({ type: 'rows', phase: 'load', table: 'city', rows: 4000 });
  report.onEvent({ type: 'notice', message: 'x' });
  expect(terminal.text).toContain('\r\u001B[2A\u001B[J');
  report.close();
});
