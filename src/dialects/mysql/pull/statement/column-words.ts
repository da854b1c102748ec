import { tokensOf, withinBrackets, type Token } from './tokens.ts';

/** What the server's own statement says of a column behind its type. */
export interface ColumnWords {
  /** As it is written; null: there is none. */
  readonly default: string | null;
  readonly generated: { readonly expression: string; readonly stored: boolean } | null;
  readonly isCounted: boolean;
  readonly refusesNull: boolean;
  readonly check: string | null;
  /** The rest, as it is written: a comment, what happens on an update. */
  readonly attributes: readonly string[];
}

/** Words that begin something new. */
const beginnings = new Set(
  `NOT NULL DEFAULT AUTO_INCREMENT ON COMMENT GENERATED VIRTUAL STORED PERSISTENT CHECK INVISIBLE CHARACTER COLLATE
   COLUMN_FORMAT STORAGE WITHOUT`.split(/\s+/),
);

/** What the definition says by other means, or in its own place. */
const saidElsewhere = new Set(['NULL', 'NOT', 'CHARACTER', 'COLLATE', 'DEFAULT', 'AUTO_INCREMENT', 'CHECK']);
const ofGenerated = new Set(['GENERATED', 'VIRTUAL', 'STORED', 'PERSISTENT']);

/** `definition`: of a column, without its name. `type`: what it begins with. */
export function columnWords(definition: string, type: string): ColumnWords {
  const segments = segmentsOf(definition, type);
  const find = (word: string) => segments.find((segment) => segment.word === word);
  const expression = lastGroup(find('GENERATED')?.text);
  const check = lastGroup(find('CHECK')?.text);
  return {
    default: find('DEFAULT')?.text.slice('DEFAULT'.length).trim() ?? null,
    generated: expression === null ? null : { expression, stored: find('VIRTUAL') === undefined },
    isCounted: find('AUTO_INCREMENT') !== undefined,
    refusesNull: find('NOT') !== undefined,
    check,
    attributes: segments
      .filter(({ word }) => !saidElsewhere.has(word) && !ofGenerated.has(word))
      .map(({ text }) => text),
  };
}

interface Segment {
  readonly word: string;
  readonly text: string;
}

function segmentsOf(definition: string, type: string): readonly Segment[] {
  const text = (token: Token) => definition.slice(token.start, token.end);
  const starts: number[] = [];
  let previous = '';
  for (const token of tokensOf(definition)) {
    const word = text(token).toUpperCase();
    const begins = token.kind === 'comment' || (token.kind === 'word' && beginnings.has(word));
    const goesOn = previous === 'DEFAULT' || (previous === 'NOT' && word === 'NULL') || token.end <= type.length;
    if (begins && !goesOn) starts.push(token.start);
    previous = word;
  }
  return starts.map((start, index) => {
    const whole = definition.slice(start, starts[index + 1]).trim();
    return { word: /^\S+?(?=[\s(]|$)/.exec(whole)?.[0].toUpperCase() ?? '', text: whole };
  });
}

function lastGroup(text: string | undefined): string | null {
  if (text === undefined) return null;
  const group = tokensOf(text).findLast(({ kind }) => kind === 'group');
  return group === undefined ? null : withinBrackets(text.slice(group.start, group.end));
}
