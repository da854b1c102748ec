import { spawn, type ChildProcess } from 'node:child_process';

/**
 * Removes a folder when this process ends, however that may be, and ends the server whose `pid` is in it: then our end of the
 * guard's pipe is closed.
 */
export function guardFolder(folder: string): ChildProcess {
  const script = 'cat > /dev/null; [ -f "$1/pid" ] && kill -9 "$(cat "$1/pid")" 2> /dev/null; rm -rf "$1"';
  const guard = spawn('sh', ['-c', script, 'guard', folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  guard.unref();
  const pipe: unknown = guard.stdin;
  (pipe as { unref(): void }).unref();
  return guard;
}
