import type { ColumnType } from '../../../../schema/definition.ts';
import { blobCheck, textCheck } from '../../../../schema/value-checks.ts';
import { Refusal } from '../../../dialect.ts';
import { fromRaw } from '../../../raw-values.ts';

/** Whether a value that is not NULL, as it was read, is one of a column type: then an extract does not reject it. */
export function accepts(type: ColumnType): (raw: unknown) => boolean {
  switch (type.kind) {
    case 'blob': {
      const check = blobCheck(type.length);
      return (raw) => raw instanceof Uint8Array && check(raw);
    }
    case 'enum':
      return (raw) => typeof raw === 'string' && type.values.includes(raw);
    case 'json':
      return (raw) => typeof raw === 'string' && isJson(raw);
    case 'int':
    case 'bigint':
    case 'bool':
    case 'real': {
      const read = fromRaw(type.kind);
      return (raw) => !(read(raw) instanceof Refusal);
    }
    default: {
      const check = textCheck(type);
      return (raw) => typeof raw === 'string' && check(raw);
    }
  }
}

function isJson(text: string): boolean {
  if (!text.isWellFormed()) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
