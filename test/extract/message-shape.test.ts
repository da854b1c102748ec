import { expect, test } from 'vitest';
import { MessageShape } from '../../src/extract/rehearse/message-shape.ts';

function shapeOf(...messages: string[]): string {
  const [first = '', ...others] = messages;
  const shape = new MessageShape(first);
  for (const message of others) {
    expect(MessageShape.keyOf(message)).toBe(MessageShape.keyOf(first));
    shape.add(message);
  }
  return String(shape);
}

test.each([
  [['TEXT "much" is not a number', 'TEXT "\\"little" is not a number'], 'TEXT … is not a number'],
  [['the same id (primary key) as row 7', 'the same id (primary key) as row 12'], 'the same id (primary key) as row …'],
  [
    ['has 12 characters, at most 10 are allowed', 'has 4711 characters, at most 10 are allowed'],
    'has … characters, at most 10 are allowed',
  ],
  [['is not one of "a", "b"', 'is not one of "a", "b"'], 'is not one of "a", "b"'],
  [['REAL -1.5e+30 is not an integer', 'REAL 0.25 is not an integer'], 'REAL … is not an integer'],
  [
    ['the text is not valid UTF-8: bytes 41FF', 'the text is not valid UTF-8: bytes FF…'],
    'the text is not valid UTF-8: bytes …',
  ],
  [['only one'], 'only one'],
])('%j have the shape %j', (messages, shape) => {
  expect(shapeOf(...messages)).toBe(shape);
});

test('messages that say something else have another key', () => {
  const keyOf = (message: string): string => MessageShape.keyOf(message);
  expect(keyOf('TEXT "much" is not a number')).not.toBe(keyOf('TEXT "much" is not an integer'));
  expect(keyOf('is missing')).not.toBe(keyOf('is NULL'));
});
