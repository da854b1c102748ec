import { z } from 'zod';
import { eventSchemas } from '../src/cli/report/event-schemas.ts';
import { statusSchema } from '../src/cli/status/status-schema.ts';

/** What is used here of a JSON schema. */
interface Described {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly anyOf?: readonly Described[];
  readonly items?: Described;
  readonly properties?: Readonly<Record<string, Described>>;
}

const intro = `# Output for programs

With \`--json\` every command prints one JSON object a line on its output, and nothing else there. Each has an \`event\`; the last is
\`done\` or \`error\`. With \`--quiet\` the last is the only one. Keys are only added, so a reader passes over those that it
does not know. Made by \`npm run docs\` from the schemas that the tests read real output with.
`;

/** The page on `--json`. */
export function jsonReference(): string {
  const events = Object.entries(eventSchemas).map(([name, schema]) => section(`### ${name}`, schema));
  return [
    intro,
    '## Events\n',
    ...events,
    section('## status\n\n`ntom status --json` prints one line.', statusSchema),
  ].join('\n');
}

function section(title: string, schema: z.ZodType): string {
  const described = z.toJSONSchema(schema) as Described;
  const about = described.description === undefined ? '' : `${described.description}\n\n`;
  const rows = keysOf(described, '').map((cells) => `| ${cells.map(cell).join(' | ')} |`);
  return `${title}\n\n${about}${['| key | is | means |', '|---|---|---|', ...rows].join('\n')}\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** Key, type and meaning of each key, and of those inside. */
function keysOf({ properties = {} }: Described, path: string): readonly (readonly string[])[] {
  return Object.entries(properties).flatMap(([name, value]) => {
    const key = `${path}${name}`;
    const inner = notNull(value);
    const inside = inner.items === undefined ? keysOf(inner, `${key}.`) : keysOf(inner.items, `${key}[].`);
    return [[`\`${key}\``, typeText(value), value.description ?? ''], ...inside];
  });
}

function notNull(value: Described): Described {
  return value.anyOf?.find(({ type }) => type !== 'null') ?? value;
}

function typeText(value: Described): string {
  if (value.anyOf !== undefined) return value.anyOf.map(typeText).join(' or ');
  if (value.const !== undefined) return `\`${JSON.stringify(value.const)}\``;
  if (value.enum !== undefined) return value.enum.map((each) => `\`${JSON.stringify(each)}\``).join(' or ');
  if (value.items !== undefined) return `list of ${typeText(value.items)}`;
  const types = [value.type ?? 'anything'].flat();
  return types.map((type) => (type === 'string' ? (value.format ?? type) : type)).join(' or ');
}
