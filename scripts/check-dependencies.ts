import { readFileSync } from 'node:fs';
import { dependencyProblems, type PackageLock, type PackageManifest } from './dependency-problems.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const lock = read('package-lock.json') as PackageLock;
const problems = dependencyProblems(read('package.json') as PackageManifest, lock);
for (const problem of problems) console.error(problem);
console.log(`dependencies: ${Object.keys(lock.packages).length - 1} packages, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
