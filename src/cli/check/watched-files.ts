import { existsSync, watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';

/** The files that a check depends on: those in `schemas/` and `pipelines/`, the configuration, `package.json`. */
export interface WatchedFiles extends Disposable {
  /** The first that has changed since `forget`, from the project's folder. */
  changed(): Promise<string>;
  /** From now on only later changes count. Folders that are new are watched too. */
  forget(): void;
}

const folders = ['schemas', 'pipelines'];
const besideThem = ['ntom.config.ts', 'package.json', ...folders];

/** Editors and version control write others too. */
const isSource = (name: string): boolean => /\.(?:[cm]?[jt]s|json)$/.test(name);

export function watchedFiles(directory: string): WatchedFiles {
  const watchers = new Map<string, FSWatcher>();
  let first: string | null = null;
  let tell: (file: string) => void = () => undefined;
  const note = (file: string): void => {
    first ??= file;
    tell(first);
  };
  const attach = (folder: string, accepts: (name: string) => boolean): void => {
    const path = join(directory, folder);
    if (watchers.has(folder) || !existsSync(path)) return;
    const watcher = watch(path, { recursive: folder !== '' }, (_, name) => {
      if (name !== null && accepts(name)) note(folder === '' ? name : `${folder}/${name}`);
    });
    // The folder is gone: it may come back.
    watcher.on('error', () => detach(folder));
    watchers.set(folder, watcher);
  };
  const detach = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  return {
    changed: () => new Promise((resolve) => (first === null ? (tell = resolve) : resolve(first))),
    forget() {
      first = null;
      attach('', (name) => besideThem.includes(name));
      for (const folder of folders) {
        if (!existsSync(join(directory, folder))) detach(folder);
        attach(folder, isSource);
      }
    },
    [Symbol.dispose]() {
      for (const folder of watchers.keys()) detach(folder);
    },
  };
}
