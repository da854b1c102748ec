import { entry } from './entry.ts';

/** Of masking: personal data on the way into a fixture. No message has a value in it. */
export const maskErrors = {
  MASK_KEY_EMPTY: entry<Record<string, never>>({
    exit: 'usage',
    message: () => 'the key for masking is empty',
    example: {},
    cause: 'Without a secret key everybody could find out what was masked, by masking what they guess.',
    cure: 'Give a long random key, and keep it: the same key gives the same masked values again.',
  }),
  MASK_KEY_WRONG: entry<{ file: string }>({
    exit: 'failed',
    message: (d) => `${d.file} is not a key: it has to be 64 hexadecimal digits`,
    example: { file: '.ntom/mask-key' },
    cause: 'The file was changed, or cut.',
    cure: 'Put the key of your team there, or remove the file: the next fixture makes another key, and other masked values.',
  }),
  MASK_MARKS_DIFFER: entry<{ child: string; childMark: string; parent: string; parentMark: string }>({
    exit: 'failed',
    message: (d) => `${d.child} is ${d.childMark}, and ${d.parent}, which it refers to, is ${d.parentMark}`,
    example: {
      child: 'invoice.email',
      childMark: "pii('email')",
      parent: 'customer.email',
      parentMark: 'not marked',
    },
    cause: 'A reference and what it refers to have to be masked alike, or they would no longer meet.',
    cure: 'Mark the column that is referred to, and leave the mark out where it is referred to from: it has the same one by itself.',
  }),
  MASK_NOT_FOUND: entry<{ table: string; column: string; mask: string; attempts: number }>({
    exit: 'failed',
    message: (d) =>
      `${d.table}.${d.column}: ${d.mask} found no masked value for one of its values in ${d.attempts} attempts`,
    example: { table: 'person', column: 'initial', mask: "pii('name')", attempts: 1000 },
    cause:
      'A masked value has to pass the type and the refinement of every column that holds the value, and to differ from all values ' +
      'that were there and from all other masked ones. There are too few of them, or the refinement takes others only.',
    cure: 'Mark the column with a function of your own that makes values which the column takes: `.pii((value, random) => …)`; or let the column take longer texts.',
  }),
  MASK_JSON_REFUSED: entry<{ table: string; column: string }>({
    exit: 'failed',
    message: (d) => `${d.table}.${d.column}: JSON with its strings masked by pii('text') does not pass its refinement`,
    example: { table: 'person', column: 'settings' },
    cause:
      "pii('text') masks every string of JSON but the keys, also those that the refinement wants to be what they are.",
    cure: 'Mark the column with a function of your own that masks some of the strings: `.pii((value, random) => …)`.',
  }),
  MASK_FUNCTION_FAILED: entry<{ table: string; column: string; reason: string }>({
    exit: 'failed',
    message: (d) => `${d.table}.${d.column}: the function of pii(…) threw: ${d.reason}`,
    example: { table: 'person', column: 'born_on', reason: 'Invalid time value' },
    cause: 'The function was called with a value of the column.',
    cure: 'Let the function give another value for every value that the column can hold but NULL and an empty text.',
  }),
};
