import { readFileSync } from 'node:fs';
import { format } from 'prettier';
import { explanations, type Explanation } from '../src/cli/explain/explanation.ts';
import { createProgram } from '../src/cli/program.ts';
import { jsonReference } from './json-reference.ts';
import { manualPage } from './manual-page.ts';
import { commandsOf, helpText } from './program-help.ts';

/** The pages under `docs/` that are made from the code, by their path from the repository. */
export async function generatedDocs(): Promise<ReadonlyMap<string, string>> {
  const pages = [
    ['docs/cli.md', cliReference()],
    ['docs/errors.md', errorReference()],
    ['docs/json.md', jsonReference()],
  ] as const;
  const formatted = pages.map(async ([path, text]) => [path, await asFormatted(text)] as const);
  return new Map([...(await Promise.all(formatted)), ['docs/ntom.1', manualPage(createProgram())]]);
}

function cliReference(): string {
  const intro = '# Command line\n\nWhat `ntom COMMAND --help` prints. Made by `npm run docs`.\n';
  const sections = commandsOf(createProgram()).map(
    ({ name, command }) => `## ${name}\n\n\`\`\`text\n${helpText(command).trim()}\n\`\`\`\n`,
  );
  return [intro, ...sections].join('\n');
}

function errorReference(): string {
  const areas = [...Map.groupBy(explanations(), ({ area }) => area)];
  const contents = areas.map(([area]) => `- [${area}](#${area.toLowerCase().replaceAll(' ', '-')})`).join('\n');
  const intro = `# Errors

Every error and every finding has a code, in brackets at the end of its message. \`ntom explain CODE\` prints what is here, with
an example of the message. The exit codes are those of [the command line](cli.md); a code with exit code 0 is a warning.
Made by \`npm run docs\`.

${contents}
`;
  return [intro, ...areas.flatMap(([area, errors]) => [`## ${area}\n`, ...errors.map(errorSection)])].join('\n');
}

function errorSection({ code, exitCode, exit, example, cause, cure }: Explanation): string {
  return `### ${code}

\`\`\`text
${example}
\`\`\`

- Exit code: ${exitCode} (${exit})
- Cause: ${cause}
- Cure: ${cure}
`;
}

async function asFormatted(markdown: string): Promise<string> {
  const options: unknown = JSON.parse(readFileSync('.prettierrc.json', 'utf8'));
  return format(markdown, { ...(options as object), parser: 'markdown' });
}
