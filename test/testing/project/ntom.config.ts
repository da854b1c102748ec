import { config } from 'ntom';

export default config({ app: 'atlas', database: 'sqlite:.' });
