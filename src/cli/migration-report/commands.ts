import type { ReportFacts } from './facts.ts';

/** The command lines that do the step again, in order, each with what it does. */
export function commandsToRepeat({
  step,
  extract,
}: ReportFacts): readonly { readonly line: string; readonly does: string }[] {
  const { encoding, requires } = extract?.manifest ?? { encoding: 'csv', requires: [] };
  const format = encoding === 'csv' ? '' : ` --format ${encoding}`;
  const compress = requires.length === 0 ? '' : ` --compress ${requires.join(' ')}`;
  const options = `${format}${compress}`;
  return [
    { line: `ntom rehearse ${step.name}${options}`, does: 'only reads: which rows would be refused, time and disk' },
    { line: `ntom extract ${step.name}${options}`, does: 'the old database into an extract' },
    { line: `ntom load ${step.to}`, does: 'the extract into the new database, read back and compared' },
    { line: `ntom verify ${step.to}`, does: 'compares the new database with the extract again' },
    { line: `ntom report ${step.name}`, does: 'this report' },
  ];
}
