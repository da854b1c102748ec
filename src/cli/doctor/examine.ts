import type { Diagnosis, Fact } from '../../dialects/diagnosis.ts';
import { checkSource } from '../../extract/check-source.ts';
import { finding, refusalsOf, type Finding } from '../../finding.ts';
import { lockExtract } from '../../format/lock-extract.ts';
import { packageVersion } from '../../package-version.ts';
import type { Place } from '../place.ts';
import { leftoversOf } from '../status/leftovers.ts';
import { diskRoom } from './disk-room.ts';
import { diskFacts, diskFindings } from './file-systems.ts';

/**
 * Looks at a project and the place of its databases for whatever `extract` and `load` would refuse, by the very checks with which they
 * begin, and for what would only be worse than it could. What cannot be asked is a finding too.
 */
export async function examine(place: Place): Promise<Diagnosis> {
  const { project } = place;
  const version = project.schemaVersions().at(-1);
  const folders = [project.extractsDirectory, ...folderOfDatabases(place)];
  const facts: Fact[] = [
    { name: 'ntom', value: packageVersion() },
    { name: 'Node.js', value: process.versions.node },
    ...(await diskFacts('extracts', project.extractsDirectory)),
  ];
  const findings: Finding[] = [];
  for (const folder of new Set(folders)) findings.push(...(await diskFindings(folder)));
  findings.push(...(await refusalsOf([() => lockForAMoment(place, version ?? 1)])));
  const ofPlace = await refusalsOf([
    async () => {
      const found = await examinePlace(place, version);
      facts.push(...found.facts);
      findings.push(...found.findings);
    },
  ]);
  return { facts, findings: [...findings, ...ofPlace] };
}

function folderOfDatabases({ dialect, url, project }: Place): readonly string[] {
  const { folder } = dialect.locate(url, project.app, 1);
  return folder === null ? [] : [folder];
}

/** That the folder can be written to, and the system gives locks there, is seen by doing it. */
async function lockForAMoment({ project }: Place, version: number): Promise<void> {
  await using _lock = await lockExtract(project.extractDirectory(version), 'doctor');
}

/** The first question that a server does not answer ends it: it would not answer the others. */
async function examinePlace(place: Place, version: number | undefined): Promise<Diagnosis> {
  const { dialect, url, project } = place;
  const facts: Fact[] = [];
  const findings: Finding[] = [];
  if (version !== undefined) {
    const schema = await project.schema(version);
    const location = dialect.locate(url, project.app, version);
    const found = await dialect.diagnose({ location, schema, now: () => Date.now() });
    facts.push(...found.facts);
    findings.push(...found.findings);
  }
  for (const folder of folderOfDatabases(place)) facts.push(...(await diskFacts('databases', folder)));
  const newest = (await place.versions()).at(-1);
  findings.push(...(newest === undefined ? [] : await refusalsOf([() => openAsExtract(place, newest)])));
  findings.push(...(await diskRoom(place, version ?? newest ?? 1)));
  for (const { what, is, next } of await leftoversOf(place)) {
    if (next !== null) findings.push(finding('DOCTOR_LEFTOVER', { what, is, next }));
  }
  return { facts, findings };
}

/** The newest database, as the next extract opens it and looks at its structure. */
async function openAsExtract({ dialect, locate, project }: Place, version: number): Promise<void> {
  const location = locate(version);
  const schema = await project.schema(version);
  await using source = await dialect.openSource(location);
  await checkSource(source, schema, dialect, location.label);
}
