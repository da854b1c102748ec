import type { Missing } from '../../authoring/new/find-missing.ts';
import type { NewPipeline } from '../../authoring/new/run-new.ts';
import { findingsText } from '../report/findings-text.ts';
import { counted } from '../report/numbers.ts';

/** A pipeline that was written, for people. */
export function writtenText({ file, schemaFile, tables, todos }: NewPipeline): string {
  const made = [
    `${counted(tables.copy, 'table')} copied`,
    tables.query > 0 ? `${counted(tables.query, 'table')} queried` : '',
    todos > 0 ? `${counted(todos, 'TODO')} left` : 'no TODO left',
  ];
  const lines = [`${file} is written: ${made.filter((part) => part !== '').join(', ')}`];
  if (schemaFile === null) return lines.join('\n');
  return [
    `${schemaFile} is written, the same schema with the next number`,
    ...lines,
    `  edit ${schemaFile}; then the same command says what ${file} lacks`,
  ].join('\n');
}

/** What a pipeline lacks, and what could be pasted into it, for people. */
export function missingText(file: string, { findings, texts }: Missing): string {
  const blocks = [
    findingsText(findings),
    pasteText(`among the tables of ${file}`, texts.tables),
    pasteText('among the drops', texts.drops),
  ];
  return blocks.filter((block) => block !== '').join('\n');
}

function pasteText(where: string, texts: readonly string[]): string {
  if (texts.length === 0) return '';
  return [`what new would write ${where}:`, ...texts.map((text) => text.replaceAll(/^(?=.)/gm, '    '))].join('\n');
}
