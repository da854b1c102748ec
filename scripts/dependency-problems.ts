/** What of `package.json` is looked at. */
export interface PackageManifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  /** Which packages may run scripts when they are installed, by name. */
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

/** What of `package-lock.json` is looked at: every package of the tree, by its folder. The project itself has the folder ''. */
export interface PackageLock {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly license?: string;
  readonly dev?: boolean;
}

/** Licences of what is installed beside ntom. They ask for no more than their text. */
const licences = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT']);

/** What can be said of the tree of dependencies without a network; empty: nothing is wrong. */
export function dependencyProblems(manifest: PackageManifest, lock: PackageLock): readonly string[] {
  const packages = Object.entries(lock.packages).filter(([folder]) => folder !== '');
  return [
    ...(lock.lockfileVersion === 3 ? [] : [`the lock file has version ${lock.lockfileVersion}, not 3`]),
    ...requestProblems(manifest),
    ...packages.flatMap(([folder, each]) =>
      [integrityProblem(each), scriptProblem(nameOf(folder), each, manifest), licenceProblem(each)]
        .filter((problem) => problem !== null)
        .map((problem) => `${folder}: ${problem}`),
    ),
    ...staleScripts(manifest, packages),
  ];
}

/** A package by its version comes from a registry, under a name that only one can have; a URL or a folder may be anything tomorrow. */
function requestProblems({ dependencies, devDependencies }: PackageManifest): readonly string[] {
  const asked = Object.entries({ ...dependencies, ...devDependencies });
  return asked
    .filter(([, range]) => !/^[\^~]?\d+\.\d+\.\d+(-[\w.]+)?$/.test(range))
    .map(([name, range]) => `package.json: ${name} is asked for as ${range}, which is no version`);
}

/** The hash decides what is installed, whichever registry it comes from: so the lock file names none. */
function integrityProblem({ integrity, resolved, link }: LockedPackage): string | null {
  if (link === true) return 'is a link';
  if (integrity === undefined || !/^sha512-[\w+/]{86}==$/.test(integrity)) return 'has no sha512';
  return resolved === undefined ? null : 'names where it comes from: npm install --omit-lockfile-registry-resolved';
}

function scriptProblem(name: string, each: LockedPackage, { allowScripts }: PackageManifest): string | null {
  const isKnown = each.hasInstallScript !== true || name in allowScripts;
  return isKnown ? null : 'runs a script when it is installed, of which allowScripts says nothing';
}

function licenceProblem({ dev, license }: LockedPackage): string | null {
  if (dev === true || (license !== undefined && licences.has(license))) return null;
  return `has the licence ${license ?? 'of nobody'}, which is not in the list`;
}

function staleScripts(
  { allowScripts }: PackageManifest,
  packages: readonly (readonly [string, LockedPackage])[],
): readonly string[] {
  const running = new Set(packages.filter(([, each]) => each.hasInstallScript).map(([folder]) => nameOf(folder)));
  const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name] === true);
  return allowed.filter((name) => !running.has(name)).map((name) => `allowScripts: ${name} has no script to run`);
}

/** `node_modules/a/node_modules/@b/c` is `@b/c`. */
function nameOf(folder: string): string {
  return folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
}
