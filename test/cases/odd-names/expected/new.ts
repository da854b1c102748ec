import { copy, pipeline, todo } from 'ntom';
import v1 from '../v1.ts';
import v2 from '../v2.ts';

export default pipeline(
  v1,
  v2,
  {
    order: copy(),
    'two words/and a slash.db': copy(),
    chunk: copy(),
    object: copy(),
    '`back`tick, comma': copy(),

    // Needs a value: isPrototypeOf. Loses data: 'old.name'.
    // Is isPrototypeOf the former 'old.name'? Both are text(20), no other of this kind is gone or new, NOT NULL.
    // If so, write this instead, and take 'partly.kept.old.name' out of drops:
    //   'partly.kept': sql`SELECT id, __new, \`old.name\` AS isPrototypeOf FROM \`partly.kept\``.each('partly.kept'),
    'partly.kept': copy({ isPrototypeOf: todo('text(20)') }),
  },
  {
    drops: {
      'left.behind': todo('why is it left behind?'),
      'partly.kept.old.name': todo('why is it left behind?'),
    },
  },
);
