/** A file of an extract: its name, size and checksum. */
export interface StoredFile {
  readonly path: string;
  readonly bytes: number;
  /** In hex. */
  readonly sha256: string;
}

/**
 * Where the files of an extract are. Three operations, so that an object store can serve as well as a folder. Paths are names
 * relative to the extract, with no folder in them.
 */
export interface PartStore {
  /** What people call the place, without a secret: `extracts/v3`. For messages. */
  readonly label: string;

  /** Writes a whole file, durably: it is there when the promise resolves. */
  put(path: string, bytes: AsyncIterable<Uint8Array>): Promise<StoredFile>;

  /**
   * The bytes of a file.
   *
   * @throws {NtomError} `PART_MISSING`; `PART_NOT_A_FILE` for a link, a folder and the like.
   */
  get(path: string): AsyncIterable<Uint8Array>;

  /** Everything there is, sorted by name, also what is no file of an extract. */
  list(): Promise<readonly { readonly path: string; readonly bytes: number }[]>;
}
