import type { EngineName } from './engines.ts';

/** A database that an application has, made by whatever it was. Nothing of it was opened. */
export interface FoundDatabase {
  readonly engine: EngineName;
  /** The URL of its place as a configuration has it: relative to the project's folder. Never with a password. */
  readonly place: string;
  /** Its name at that place: the name of its file, or on its server. */
  readonly name: string;
  /** What people call it: `prisma/dev.db`. */
  readonly label: string;
}

/** Where a connection string stands: relative paths in it may count from here. */
export interface ConnectionContext {
  /** Absolute path of the project's folder. */
  readonly directory: string;
  /** The file that has it, from there. */
  readonly file: string;
}

/** What an engine has to say when a folder becomes a project. No driver is needed for it, and nothing is opened. */
export interface Adoption {
  readonly engine: EngineName;

  /** The place of a project that has no database yet. */
  readonly defaultPlace: string;

  /** What people have to know before the first command; null: nothing. */
  readonly advice: string | null;

  /** The name of the database of a schema version, as `locate` has it. */
  versionedName(app: string, version: number): string;

  /** The databases among the files of a folder, where applications keep them. */
  databasesIn(directory: string): readonly FoundDatabase[];

  /** The databases that a connection string of an application may name: none if it is another engine's, most often one. */
  databasesOf(connection: string, context: ConnectionContext): readonly FoundDatabase[];

  /** The lines of a `.gitignore` that keep the databases of an application out. */
  ignoreLines(place: string, app: string): readonly string[];
}
