import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

/** Text that may be a connection string, as a file of the application has it. It may hold a password: never to be shown. */
export interface ConnectionString {
  readonly text: string;
  /** From the project's folder. */
  readonly file: string;
  /** Where it is, for people: `DATABASE_URL in .env`. */
  readonly where: string;
  /** Whether it is a setting that can be nothing else. */
  readonly isSetting: boolean;
}

const environmentFiles = ['.env', '.env.local', '.env.development', '.env.development.local', 'prisma/.env'];
const configurationFiles = ['alembic.ini', 'database.json', 'ormconfig.json', 'config.json'];
const configurationFolder = 'config';

/** Beyond that, a file is no configuration. */
const mostBytes = 256 * 1024;

/** The connection strings that the application itself uses, where applications keep them. Tests have databases of their own. */
export function connectionStrings(directory: string): readonly ConnectionString[] {
  const inEnvironment = environmentFiles.flatMap((file) => entriesOf(file, textOf(join(directory, file))));
  const files = [...configurationFiles, ...filesOfFolder(directory)];
  return [...inEnvironment, ...files.flatMap((file) => urlsIn(file, textOf(join(directory, file))))];
}

function entriesOf(file: string, text: string): readonly ConnectionString[] {
  const named = Object.entries(parseEnv(text)).filter(
    ([key]) => /(?:^|_)(?:DATABASE|DB)_UR[IL]$/i.test(key) && !/TEST|SHADOW/i.test(key),
  );
  return named.map(([key, value]) => ({ text: value ?? '', file, where: `${key} in ${file}`, isSetting: true }));
}

function filesOfFolder(directory: string): readonly string[] {
  const folder = join(directory, configurationFolder);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
  const names = readdirSync(folder).filter((name) => /\.(?:json5?|ya?ml|toml|ini|[cm]?[jt]s)$/.test(name));
  return names
    .filter((name) => !/test/i.test(name))
    .sort()
    .map((name) => `${configurationFolder}/${name}`);
}

function urlsIn(file: string, text: string): readonly ConnectionString[] {
  const urls = text.match(/\b[a-z][\w+]+:\/\/[^\s"'`]+/gi) ?? [];
  return urls.map((url) => ({ text: url, file, where: file, isSetting: false }));
}

/** Empty: there is none that can be read. */
function textOf(path: string): string {
  try {
    const { size } = statSync(path);
    return size > mostBytes ? '' : readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
