import { copy, pipeline } from 'ntom';
import v1 from '../v1.ts';
import v2 from '../v2.ts';

export default pipeline(v1, v2, {
  plant: copy({
    label: 'it\'s "ü" 🌷',
    empty: '',
    is_rare: false,
    price: '0.50',
    stock: -1,
    serial: -9007199254740993n,
    growth: 0.1,
    kind: 'herb',
    sown_on: '2000-02-29',
    seen_at: '2000-01-01 00:00:00.000',
    mark: new Uint8Array([0, 255]),
    note: 'none',
  }),
});
