import { fixture, rows, runPipeline } from 'ntom/testing';
import oneToTwo from './pipelines/1to2.ts';
import v2 from './schemas/v2.ts';

// The types of the helpers, and of the driver behind them, are those of the package.
const { book } = rows(v2, 'small');
const shelves: string[] = book.map(({ shelf }) => shelf);

const db = await fixture(2, 'small');
const titles = db.database.prepare<[], string>('SELECT title FROM book ORDER BY title').pluck().all();
await db.dispose();

const author = { id: 1, name: 'Grace' };
const written = await runPipeline(oneToTwo, { author: [author], book: [{ id: 1, author_id: 1, title: 'Words' }] });
const made: string[] = written.rows.book.map(({ shelf }) => shelf);

// @ts-expect-error A book has a title.
export const refused = () => runPipeline(oneToTwo, { book: [{ id: 1, author_id: 1 }] });

process.stdout.write(JSON.stringify({ titles, shelves, made }));
