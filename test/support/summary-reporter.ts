import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';
import './needs.ts';

/** The last two lines of a test run: what was skipped and why, and the counts in a form that any log reader finds. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const failedOutsideTests = unhandledErrors.length + modules.flatMap((module) => errorsOutsideTests(module)).length;
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    const failed = tests.filter((test) => test.result().state === 'failed').length + failedOutsideTests;
    const skipped = tests.filter((test) => test.result().state === 'skipped');
    process.stdout.write(`skipped: ${skippedLine(skipped)}\n`);
    process.stdout.write(`${passed} passed, ${failed} failed, ${skipped.length} skipped\n`);
  }
}

/** A file that does not load, a `beforeAll` that throws: no test fails of them, the run does. */
function errorsOutsideTests(module: TestModule): SerializedError[] {
  return [module, ...module.children.allSuites()].flatMap((suite) => suite.errors());
}

function skippedLine(skipped: readonly TestCase[]): string {
  if (skipped.length === 0) return 'none';
  const byReason = Map.groupBy(skipped, reasonToSkip);
  return [...byReason].map(([reason, { length }]) => `${length} test${length === 1 ? '' : 's'} (${reason})`).join(', ');
}

function reasonToSkip(test: TestCase): string {
  const result = test.result();
  const note = result.state === 'skipped' ? result.note : undefined;
  return test.meta().skippedBecause ?? note ?? 'no reason given';
}
