import { config } from 'ntom';

export default config({ app: 'app', database: 'sqlite:.', imports: ['any-ascii', 'node:url'] });
