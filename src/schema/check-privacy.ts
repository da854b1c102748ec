import { failure } from '../errors.ts';
import type { ColumnDefinition } from './definition.ts';
import { nearestName } from './nearest-name.ts';
import { maskKinds, type Mask, type Privacy } from './privacy.ts';

/** The one mark of a column; null: it has none. Two would contradict each other. */
export function onlyMark(where: string, marks: readonly Privacy[]): Privacy | null {
  if (marks.length > 1)
    throw failure('SCHEMA_BAD_PRIVACY', { where, reason: 'has more than one of pii() and public()' });
  return marks[0] ?? null;
}

/** Refuses a mark that cannot be meant. */
export function checkPrivacy(where: string, { privacy, generated, type }: ColumnDefinition): void {
  if (privacy === null) return;
  const reason =
    generated !== null
      ? 'is generated: mark the columns that it is computed from'
      : privacy === 'public'
        ? null
        : badMaskReason(privacy.pii, type.kind);
  if (reason !== null) throw failure('SCHEMA_BAD_PRIVACY', { where, reason });
}

function badMaskReason(mask: Mask, type: ColumnDefinition['type']['kind']): string | null {
  if (typeof mask === 'function') return null;
  if (!maskKinds.includes(mask)) return unknownReason(mask);
  if (type === 'text' || (type === 'json' && mask === 'text')) return null;
  const own = "pii('text') is for text and json, the other kinds for text; anything else needs a function";
  return `is of type ${type}, which pii('${mask}') does not mask: ${own}`;
}

function unknownReason(mask: unknown): string {
  const nearest = typeof mask === 'string' ? nearestName(mask, maskKinds) : undefined;
  const hint = nearest === undefined ? `there are: ${maskKinds.join(', ')}` : `is '${nearest}' meant?`;
  return `has pii(${typeof mask === 'string' ? `'${mask}'` : String(mask)}), which is no kind and no function; ${hint}`;
}
