import type { ColumnType } from '../../../schema/definition.ts';
import { typeOfDeclaration } from './declared-type.ts';
import { typeOfWords, typeWords } from './type-words.ts';

const blockComment = /^\/\*(.*)\*\/$/s;

/** The type that a comment behind a declared type says; null: it says none. */
export function typeOfComment(comment: string): ColumnType | null {
  const [, words] = blockComment.exec(comment) ?? [];
  return words === undefined ? null : typeOfWords(words);
}

/** What stands behind a declared type that would be read as another one: a comment, which the engine keeps. */
export function typeComment(declaredType: string, type: ColumnType): readonly string[] {
  const read = typeOfDeclaration(declaredType);
  const words = typeWords(type);
  return read !== null && typeWords(read) === words ? [] : [`/* ${words} */`];
}
