import type { ColumnDefinition, ColumnType } from '../../../schema/definition.ts';
import type { PerEngine } from '../../engines.ts';
import { columnDefault, isZeroDate } from './column-default.ts';
import { integerMark, isMarked } from './decided-types.ts';
import { isDomainCheck, isJsonCheck, isOwnDeclaration } from './own-declaration.ts';
import { namesDatabase, type PullContext } from './pull-context.ts';
import type { ColumnFacts, TableFacts } from './table-facts.ts';

/** A column as a schema says it. */
export function pullColumn(
  context: PullContext,
  table: TableFacts,
  facts: ColumnFacts,
  type: ColumnType,
): ColumnDefinition {
  const { name, words } = facts;
  const { generated } = words;
  const column = { name, type, nullable: facts.nullable || generated !== null };
  return {
    ...column,
    default: generated === null ? defaultOf(context, table, facts, column) : null,
    autoIncrement: isCounted(context, table, facts, type),
    collation: collationOf(context, facts, type),
    declared: declaredAs(facts, type),
    attributes: attributesOf(facts, type),
    generated: generated === null ? null : { ...generated, expression: { mysql: generated.expression } },
    refinement: null,
    privacy: null,
  };
}

function defaultOf(
  { database, notes }: PullContext,
  { name: table }: TableFacts,
  { name, words }: ColumnFacts,
  column: Pick<ColumnDefinition, 'name' | 'type' | 'nullable'>,
): ColumnDefinition['default'] {
  const what = `the default ${words.default} of ${table}.${name}`;
  const reason = isZeroDate(words.default)
    ? 'a session in strict mode refuses it'
    : namesDatabase(words.default ?? '', database)
      ? 'it names the database'
      : null;
  if (reason === null) return columnDefault(words.default, column);
  notes.leftOut({ table, column: name }, what, reason);
  return null;
}

/** A schema has a counter for what is the primary key by itself. */
function isCounted({ notes }: PullContext, table: TableFacts, { name, words }: ColumnFacts, type: ColumnType): boolean {
  if (!words.isCounted) return false;
  const primary = table.statement.keys.find(({ kind }) => kind === 'PRIMARY')?.parts ?? [];
  const isInteger = type.kind === 'int' || type.kind === 'bigint';
  if (isInteger && primary.length === 1 && primary[0]?.column === name) return true;
  const reason = isInteger ? 'the column is not the primary key by itself' : 'the column holds no integers';
  notes.leftOut({ table: table.name, column: name }, `AUTO_INCREMENT of ${table.name}.${name}`, reason);
  return false;
}

/** null: as ntom declares text. */
function collationOf({ collation: own }: PullContext, { collation }: ColumnFacts, { kind }: ColumnType) {
  const isText = kind === 'text' || kind === 'enum';
  return isText && collation !== null && collation !== own.name ? { mysql: collation } : null;
}

/** null: as ntom declares the type. */
function declaredAs(facts: ColumnFacts, type: ColumnType): PerEngine<string> | null {
  const { name, declaredType, words } = facts;
  // MariaDB makes a text with a condition of it.
  if (type.kind === 'json') return { mysql: 'json' };
  const isChecked = words.check !== null && isDomainCheck(words.check, name, type);
  if (isOwnDeclaration(type, facts) && (type.kind !== 'bool' || isChecked)) return null;
  return { mysql: declaredType };
}

function attributesOf(facts: ColumnFacts, type: ColumnType): PerEngine<string> | null {
  const { declaredType, words } = facts;
  const isInteger = declaredType === 'tinyint(1)' && type.kind === 'int' && !isMarked(facts) && !words.isCounted;
  const refusal = words.generated !== null && words.refusesNull ? ['NOT NULL'] : [];
  const attributes = [...refusal, ...(isInteger ? marked(words.attributes) : words.attributes)];
  return attributes.length === 0 ? null : { mysql: attributes.join(' ') };
}

/** With the mark at the end of the comment, whether there is one or not. */
function marked(attributes: readonly string[]): readonly string[] {
  if (!attributes.some((words) => words.startsWith('COMMENT '))) return [...attributes, `COMMENT '${integerMark}'`];
  return attributes.map((words) => (words.startsWith('COMMENT ') ? `${words.slice(0, -1)} (${integerMark})'` : words));
}

/** Whether a condition comes with the column by itself, so that nobody has to say it. */
export function isImplied(check: string, { name, type, declared }: ColumnDefinition): boolean {
  if (declared === null) return isDomainCheck(check, name, type);
  return typeof declared === 'object' && declared.mysql === 'json' && isJsonCheck(check, name);
}
