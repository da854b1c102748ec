import type { ColumnType } from '../../../schema/definition.ts';
import { typeOfDeclaration } from './declared-type.ts';
import { typeWords } from './type-words.ts';

/** What stands behind a declared type that would be read as another one: a comment, which the engine keeps. */
export function typeComment(declaredType: string, type: ColumnType): readonly string[] {
  const read = typeOfDeclaration(declaredType);
  const words = typeWords(type);
  return read !== null && typeWords(read) === words ? [] : [`/* ${words} */`];
}
