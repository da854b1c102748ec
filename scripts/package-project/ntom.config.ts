import { config } from 'ntom';

export default config({ database: 'sqlite:.' });
