import { readdirSync, statSync, watch, type FSWatcher } from 'node:fs';
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
  let first: string | null = null;
  let tell: (file: string) => void = () => undefined;
  const watched = watchedFolders(directory, (file) => {
    first ??= file;
    tell(first);
  });
  return {
    changed: () => new Promise((resolve) => (first === null ? (tell = resolve) : resolve(first))),
    forget() {
      first = null;
      for (const folder of ['', ...folders]) watched.attach(folder);
    },
    [Symbol.dispose]: () => watched.detach(''),
  };
}

/**
 * Each folder has a watcher of its own: where `recursive` is made of one for each file, a file that was replaced, as editors do it,
 * is watched no more.
 */
function watchedFolders(directory: string, note: (file: string) => void) {
  const watchers = new Map<string, FSWatcher>();
  const hear = (file: string): void => {
    const isBeside = !file.includes('/');
    if (isBeside && !besideThem.includes(file)) return;
    const isFolder = (!isBeside || folders.includes(file)) && isDirectory(join(directory, file));
    // It may be another one of the same name. What is in a new one was written before it is watched.
    const isNew = isFolder && !watchers.has(file);
    if (isFolder) detach(file);
    if (isFolder) attach(file);
    if (isBeside || isNew || isSource(file)) note(file);
  };
  const attach = (folder: string): void => {
    const path = join(directory, folder);
    if (!isDirectory(path)) return detach(folder);
    if (watchers.has(folder)) return;
    const inFolder = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
    const watcher = watch(path, (_, name) => {
      if (name !== null) hear(inFolder(name));
    });
    // The folder is gone: it may come back.
    watcher.on('error', () => detach(folder));
    watchers.set(folder, watcher);
    if (folder !== '') for (const name of foldersIn(path)) attach(inFolder(name));
  };
  /** With those in it. */
  const detach = (folder: string): void => {
    for (const [name, watcher] of watchers) {
      if (folder !== '' && name !== folder && !name.startsWith(`${folder}/`)) continue;
      watcher.close();
      watchers.delete(name);
    }
  };
  return { attach, detach };
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function foldersIn(path: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}
