import type { Finding } from '../../finding.ts';
import { finding, refusalsOf } from '../../finding.ts';
import type { Diagnosis, DiagnosisRequest, Fact } from '../diagnosis.ts';
import { textOf } from '../raw-values.ts';
import { checksToBuild } from './building/begin.ts';
import { loadingName } from './building/building.ts';
import { textCollation } from './connection/text-collation.ts';
import { logPosition } from './change-token.ts';
import { ddl } from './ddl.ts';
import { settingFacts, settingFindings, settingsOf } from './diagnosis/settings.ts';
import { serverFailure } from './failures.ts';
import { locationOf, mysqlLocation, type MysqlLocation } from './location.ts';
import { connect, type MysqlConnection } from './open.ts';

export async function diagnose({ location, schema, now }: DiagnosisRequest): Promise<Diagnosis> {
  const final = mysqlLocation(location);
  const { server } = final;
  const connection = await connect(server, { database: null });
  try {
    const loading = locationOf(server, loadingName(final));
    const made = ddl(schema, await textCollation(connection));
    const settings = await settingsOf(connection);
    const isLogTold = (await logPosition(connection)) !== null;
    const checks = checksToBuild(connection, { schema, final, loading, ddl: made, replace: false, isLoad: true });
    return {
      facts: [...(await sessionFacts(connection)), ...settingFacts(settings)],
      findings: [
        ...(await refusalsOf(checks)),
        ...settingFindings(serverName(final), settings, { schema, isLogTold }),
        ...(await clockFindings(connection, serverName(final), now)),
      ],
    };
  } catch (error) {
    throw serverFailure(server, error);
  } finally {
    await connection[Symbol.asyncDispose]();
  }
}

function serverName({ server: { host, port } }: MysqlLocation): string {
  return `${host}:${port}`;
}

async function sessionFacts(connection: MysqlConnection): Promise<readonly Fact[]> {
  const [row] = await connection.query('SELECT version(), current_user()');
  const [cipher] = await connection.query(`SHOW STATUS LIKE 'Ssl_cipher'`);
  const encryption = textOf(cipher?.[1]);
  return [
    { name: 'server', value: textOf(row?.[0]) },
    { name: 'user', value: textOf(row?.[1]) },
    { name: 'connection', value: encryption === '' ? 'not encrypted' : encryption },
  ];
}

/** Times are compared in messages, and with those of extracts. A little is the way there and back. */
const mostSeconds = 30;

async function clockFindings(
  connection: MysqlConnection,
  server: string,
  now: () => number,
): Promise<readonly Finding[]> {
  const before = now();
  const [row] = await connection.query('SELECT CAST(unix_timestamp(now(3)) * 1000 AS SIGNED)');
  const middle = (before + now()) / 2;
  const seconds = Math.round((Number(row?.[0]) - middle) / 1000);
  return Math.abs(seconds) > mostSeconds ? [finding('DOCTOR_CLOCK', { server, seconds })] : [];
}
