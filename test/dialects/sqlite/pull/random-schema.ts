import fc from 'fast-check';
import type {
  ColumnDefinition,
  ColumnType,
  ForeignKeyDefinition,
  ReferenceAction,
  SchemaDefinition,
  TableDefinition,
} from '../../../../src/schema/definition.ts';
import { derivedName } from '../../../../src/schema/derived-name.ts';

/** Names that need quoting, or that a careless reader takes for something else. */
const names = [
  'id',
  'a',
  'B',
  'key',
  'check',
  'primary',
  'say "it\'s"',
  'a]b',
  'b`c',
  'two words',
  '--',
  '/* x */',
  'ünï',
  '1',
  ',',
];

const type: fc.Arbitrary<ColumnType> = fc.oneof(
  fc.constantFrom<ColumnType>(
    { kind: 'int' },
    { kind: 'bigint' },
    { kind: 'real' },
    { kind: 'bool' },
    { kind: 'date' },
  ),
  fc.constantFrom<ColumnType>({ kind: 'json' }, { kind: 'uuid' }),
  fc.constantFrom<ColumnType>(
    { kind: 'decimal', precision: 10, scale: 2 },
    { kind: 'decimal', precision: 65, scale: 0 },
  ),
  fc.option(fc.integer({ min: 1, max: 300 })).map((length): ColumnType => ({ kind: 'text', length })),
  fc.option(fc.integer({ min: 1, max: 300 })).map((length): ColumnType => ({ kind: 'blob', length })),
  fc
    .uniqueArray(fc.constantFrom('a', "it's", '*/', '/*', '--', '"', ')', ',', 'ß', '\\', '漢'), {
      minLength: 1,
      maxLength: 4,
    })
    .map((values): ColumnType => ({ kind: 'enum', values })),
  fc.integer({ min: 0, max: 6 }).map((precision): ColumnType => ({ kind: 'time', precision })),
  fc.integer({ min: 0, max: 6 }).map((precision): ColumnType => ({ kind: 'datetime', precision })),
);

/** Declared types that can hold a kind, as other tools write them. */
const declarations: Readonly<Partial<Record<ColumnType['kind'], readonly string[]>>> = {
  int: ['DATETIME', 'INT', 'bigint', 'BOOLEAN', 'NUMERIC(10, 0)', '"odd, type"', 'UNSIGNED BIG INT'],
  bool: ['BOOLEAN', 'tinyint(1)', 'INT'],
  real: ['DECIMAL(10,2)', 'double precision', 'FLOAT'],
  text: ['VARCHAR(50)', 'nchar ( 20 )', 'DATETIME', 'BOOLEAN'],
  enum: ['VARCHAR(9)', 'char'],
  datetime: ['DATETIME', 'timestamp with time zone', 'datetime(3)'],
  json: ['JSON'],
  uuid: ['UUID', 'CHAR(36)'],
};

const textDefaults = ["'", 'a, b)', '--', 'NULL', '', '\0x', '/* */'];
const expressions = ['1 > 0', "'it''s )' <> '('", '(1) OR (2)', `'--' <> '/*'`];

function column(name: string): fc.Arbitrary<ColumnDefinition> {
  return fc
    .record({
      type,
      nullable: fc.boolean(),
      isDeclared: fc.boolean(),
      pick: fc.nat(20),
      isCollated: fc.boolean(),
      how: fc.constantFrom('plain', 'plain', 'default', 'defaultSql', 'generated', 'stored'),
    })
    .map(({ type, nullable, isDeclared, pick, isCollated, how }) => {
      const declared = declarations[type.kind] ?? [];
      const isText = type.kind === 'text' && type.length === null;
      const value = {
        text: textDefaults[pick % textDefaults.length] ?? '',
        int: pick - 10,
        real: pick / 4,
        bool: pick % 2 === 0,
      };
      const literal =
        isText || type.kind === 'int' || type.kind === 'real' || type.kind === 'bool'
          ? value[type.kind as 'int']
          : null;
      const filled =
        how === 'default' && literal !== null
          ? { value: literal }
          : how === 'defaultSql'
            ? { sql: { sqlite: "lower('X)')" } }
            : null;
      const isCollatable = isCollated && (type.kind === 'text' || type.kind === 'enum');
      return {
        name,
        type,
        nullable,
        default: filled,
        autoIncrement: false,
        // A list of texts under another collation is a check of its own.
        collation: isCollatable && type.kind === 'text' ? { sqlite: pick % 2 === 0 ? 'NOCASE' : 'RTRIM' } : null,
        declared: isDeclared && declared.length > 0 ? { sqlite: declared[pick % declared.length] ?? '' } : null,
        attributes: null,
        generated:
          how === 'generated' || how === 'stored'
            ? { expression: { sqlite: "1 || ')'" }, stored: how === 'stored' }
            : null,
        refinement: null,
        privacy: null,
      };
    });
}

const action = fc.constantFrom<ReferenceAction>('restrict', 'cascade', 'set null', 'set default', 'no action');

function table(name: string): fc.Arbitrary<TableDefinition> {
  return fc
    .record({
      columns: fc
        .uniqueArray(fc.constantFrom(...names.slice(1)), { minLength: 1, maxLength: 5 })
        .chain((list) => fc.tuple(...list.map(column))),
      hasKey: fc.boolean(),
      isNumbered: fc.boolean(),
      checks: fc.array(fc.record({ expression: fc.constantFrom(...expressions), isNamed: fc.boolean() }), {
        maxLength: 3,
      }),
      onDelete: action,
      onUpdate: action,
      deferred: fc.boolean(),
      isNamed: fc.boolean(),
    })
    .map(({ columns, hasKey, isNumbered, checks, onDelete, onUpdate, deferred, isNamed }) => {
      const plain = {
        nullable: false,
        default: null,
        collation: null,
        declared: null,
        attributes: null,
        generated: null,
        refinement: null,
        privacy: null,
      };
      const id: ColumnDefinition = { name: 'id', type: { kind: 'int' }, autoIncrement: hasKey && isNumbered, ...plain };
      const up: ColumnDefinition = {
        name: 'up',
        type: { kind: 'int' },
        autoIncrement: false,
        ...plain,
        nullable: true,
      };
      const [first] = columns;
      const key: ForeignKeyDefinition = {
        name: isNamed ? `${name} to "itself"` : derivedName(name, 'up', 'fkey'),
        columns: ['up'],
        parent: name,
        parentColumns: ['id'],
        onDelete,
        onUpdate,
        deferred,
      };
      return {
        name,
        columns: [id, ...columns, up],
        primaryKey: hasKey ? ['id'] : [],
        uniques:
          first === undefined
            ? []
            : [{ name: derivedName(name, first.name, 'id', 'unique'), columns: [first.name, 'id'] }],
        indexes: [{ name: `${name} index`, columns: columns.map((each) => each.name) }],
        checks: checks.map((check, index) => ({
          name: check.isNamed ? `${name} "${index}"` : derivedName(name, 'check', index + 1),
          expression: { sqlite: check.expression },
        })),
        foreignKeys: hasKey ? [key] : [],
        attributes: hasKey && !isNumbered && deferred ? { sqlite: 'WITHOUT ROWID' } : null,
      };
    });
}

/** A schema that the engine takes, of whatever ntom can say there. Its tables come by name. */
export const randomSchema: fc.Arbitrary<SchemaDefinition> = fc
  .tuple(table('A "table"'), table('order'))
  .map((tables) => ({
    version: 1,
    tables,
    indexes: [],
    views: [],
    triggers: [],
    statements: [],
    leftOut: {},
    fingerprint: '',
  }));
