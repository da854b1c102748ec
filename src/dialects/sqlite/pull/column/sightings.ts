import { Refusal } from '../../../dialect.ts';

type StorageClass = 'integer' | 'real' | 'text' | 'blob' | 'text that is not valid';

/** Values that were seen: how many of each storage class, and the first of each. */
export class Sightings {
  readonly #byClass = new Map<StorageClass, { count: number; readonly example: unknown }>();
  count = 0;

  add(raw: unknown): void {
    this.count += 1;
    const storageClass = classOf(raw);
    const seen = this.#byClass.get(storageClass);
    if (seen === undefined) this.#byClass.set(storageClass, { count: 1, example: raw });
    else seen.count += 1;
  }

  /** `5 integers such as 1700000000 and 1 text such as "never"`. */
  text(): string {
    return classes
      .flatMap((storageClass) => {
        const seen = this.#byClass.get(storageClass);
        return seen === undefined ? [] : `${counted(seen.count, storageClass)} such as ${shown(seen.example)}`;
      })
      .join(' and ');
  }
}

const classes: readonly StorageClass[] = ['integer', 'real', 'text', 'blob', 'text that is not valid'];

function classOf(raw: unknown): StorageClass {
  if (typeof raw === 'bigint') return 'integer';
  if (typeof raw === 'number') return 'real';
  if (typeof raw === 'string') return 'text';
  return raw instanceof Refusal ? 'text that is not valid' : 'blob';
}

function counted(count: number, storageClass: StorageClass): string {
  if (count === 1) return `1 ${storageClass}`;
  return storageClass === 'text that is not valid' ? `${count} texts that are not valid` : `${count} ${storageClass}s`;
}

/** Bytes, or characters, of a value that a message shows. */
const mostShown = 40;

function shown(raw: unknown): string {
  if (typeof raw === 'string') return JSON.stringify(raw.length > mostShown ? `${raw.slice(0, mostShown)}…` : raw);
  if (raw instanceof Refusal) return /bytes [0-9A-F]+…?$/.exec(raw.reason)?.[0] ?? raw.reason;
  if (!(raw instanceof Uint8Array)) return String(raw);
  const hex = Buffer.from(raw.subarray(0, mostShown / 2)).toString('hex');
  return `x'${hex}${raw.length > mostShown / 2 ? '…' : ''}'`;
}
