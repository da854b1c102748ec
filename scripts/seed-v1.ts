import { dialectOf } from '../src/dialects/registry.ts';
import { openProject } from '../src/project/project.ts';
import { removeOwnDatabases } from './atlas/remove-own-databases.ts';
import { seedDatabase } from './atlas/seed-database.ts';

// Builds app_v1.db anew, with the whole world in it.
const { place, app } = await openProject(undefined, import.meta.dirname);
await removeOwnDatabases({ dialect: await dialectOf(place), place, app, versions: [1] });
console.log(`written: ${await seedDatabase(place, null)}`);
