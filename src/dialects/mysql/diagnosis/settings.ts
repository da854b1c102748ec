import { finding, type Finding } from '../../../finding.ts';
import type { SchemaDefinition } from '../../../schema/definition.ts';
import type { Fact } from '../../diagnosis.ts';
import { textOf } from '../../raw-values.ts';
import type { MysqlConnection } from '../open.ts';

/** The settings that matter, by name. One that a server does not know is not in it. */
export type Settings = ReadonlyMap<string, string>;

const names = [
  'version_comment',
  'local_infile',
  'max_allowed_packet',
  'lower_case_table_names',
  'log_bin',
  'innodb_file_per_table',
  'innodb_flush_log_at_trx_commit',
  'read_only',
  'sql_require_primary_key',
  'time_zone',
  'sql_mode',
];

export async function settingsOf(connection: MysqlConnection): Promise<Settings> {
  const list = names.map((name) => `'${name}'`).join(', ');
  const rows = await connection.query(`SHOW GLOBAL VARIABLES WHERE variable_name IN (${list})`);
  return new Map(rows.map(([name, value]) => [textOf(name), textOf(value)]));
}

/** What ntom sets for its own sessions is said to be so: nobody has to change it for ntom. */
const ownInSession = new Set(['time_zone', 'sql_mode']);

export function settingFacts(settings: Settings): readonly Fact[] {
  return names.flatMap((name) => {
    const value = settings.get(name);
    if (value === undefined) return [];
    return [{ name, value: ownInSession.has(name) ? `${value} (ntom's sessions have their own)` : value }];
  });
}

interface Looked {
  readonly schema: SchemaDefinition;
  /** Whether the server says how far its log of changes is. */
  readonly isLogTold: boolean;
}

/** Of a row, if rows are sent as statements; of what a query computes, always. */
const smallPacketBytes = 16 * 2 ** 20;

export function settingFindings(server: string, settings: Settings, { schema, isLogTold }: Looked): readonly Finding[] {
  const is = (name: string, value: string): boolean => settings.get(name) === value;
  const packet = Number(settings.get('max_allowed_packet') ?? smallPacketBytes);
  const withoutKey = schema.tables.filter(({ primaryKey }) => primaryKey.length === 0).map(({ name }) => name);
  const slower = (setting: string, effect: string): Finding =>
    finding('DOCTOR_SETTING', { server, setting, value: settings.get(setting) ?? '', effect });
  const refused = (setting: string, effect: string): Finding =>
    finding('DOCTOR_SETTING_REFUSES', { server, setting, value: settings.get(setting) ?? '', effect });
  return [
    ...(is('read_only', 'ON') ? [refused('read_only', 'nothing can be created, loaded or removed here')] : []),
    ...(is('sql_require_primary_key', 'ON') && withoutKey.length > 0
      ? [refused('sql_require_primary_key', `it refuses tables without a primary key: ${withoutKey.join(', ')}`)]
      : []),
    ...(is('local_infile', 'OFF')
      ? [slower('local_infile', 'rows are sent as statements, which is slower and limited by max_allowed_packet')]
      : []),
    ...(packet < smallPacketBytes
      ? [
          slower(
            'max_allowed_packet',
            'long values that a query computes, or long rows without local_infile, are refused',
          ),
        ]
      : []),
    ...(isLogTold ? [] : [slower('log_bin', logEffect(is('log_bin', 'ON')))]),
    ...(is('innodb_file_per_table', 'OFF')
      ? [slower('innodb_file_per_table', 'the disk does not get back the room of a database that is removed')]
      : []),
  ];
}

function logEffect(isOn: boolean): string {
  const why = isOn ? 'this user may not see how far the log is' : 'there is no log of changes';
  return `${why}, so nobody can prove that a source was not written to: load --strict and extract --table refuse`;
}
