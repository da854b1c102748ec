/** The numbers that written rows have in the result of their query, from 1. `refused`: those of the rows that were not written. */
export function writtenNumbers(written: number, refused: readonly number[]): readonly number[] {
  const skipped = new Set(refused);
  const numbers: number[] = [];
  for (let number = 1; numbers.length < written; number += 1) if (!skipped.has(number)) numbers.push(number);
  return numbers;
}
